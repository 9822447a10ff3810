# Brotli as targets brotli::encoder and brotli::decoder. Debian 12 ships no CMake file for it.
find_path(brotli_INCLUDE_DIR brotli/encode.h)
foreach(part IN ITEMS common enc dec)
    find_library(brotli_${part}_LIBRARY brotli${part})
    mark_as_advanced(brotli_${part}_LIBRARY)
endforeach()
mark_as_advanced(brotli_INCLUDE_DIR)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(brotli
    REQUIRED_VARS brotli_enc_LIBRARY brotli_dec_LIBRARY brotli_common_LIBRARY brotli_INCLUDE_DIR)

# The names of the targets say what each is for.
function(brotli_add_target name library)
    add_library(brotli::${name} UNKNOWN IMPORTED)
    set_target_properties(brotli::${name} PROPERTIES
        IMPORTED_LOCATION ${library}
        INTERFACE_INCLUDE_DIRECTORIES ${brotli_INCLUDE_DIR}
        INTERFACE_LINK_LIBRARIES "${brotli_common_LIBRARY}")
endfunction()

if(brotli_FOUND AND NOT TARGET brotli::encoder)
    brotli_add_target(encoder ${brotli_enc_LIBRARY})
    brotli_add_target(decoder ${brotli_dec_LIBRARY})
endif()

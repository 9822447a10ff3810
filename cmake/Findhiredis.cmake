# hiredis as target hiredis::hiredis. Its own CMake file is used where there is one; that of Debian 12 makes no target.
find_package(hiredis CONFIG QUIET)
if(NOT hiredis_FOUND)
    find_path(hiredis_INCLUDE_DIR hiredis/hiredis.h)
    find_library(hiredis_LIBRARY hiredis)
    mark_as_advanced(hiredis_INCLUDE_DIR hiredis_LIBRARY)
endif()

if(hiredis_INCLUDE_DIR)
    set(hiredis_version_parts)
    foreach(part IN ITEMS MAJOR MINOR PATCH)
        file(STRINGS ${hiredis_INCLUDE_DIR}/hiredis/hiredis.h hiredis_version_line REGEX "define HIREDIS_${part} ")
        string(REGEX REPLACE ".* ([0-9]+)$" "\\1" hiredis_version_part "${hiredis_version_line}")
        list(APPEND hiredis_version_parts ${hiredis_version_part})
    endforeach()
    list(JOIN hiredis_version_parts "." hiredis_VERSION)
endif()

include(FindPackageHandleStandardArgs)
if(hiredis_FOUND)
    find_package_handle_standard_args(hiredis CONFIG_MODE)
else()
    find_package_handle_standard_args(hiredis
        REQUIRED_VARS hiredis_LIBRARY hiredis_INCLUDE_DIR
        VERSION_VAR hiredis_VERSION)
endif()

if(hiredis_FOUND AND NOT TARGET hiredis::hiredis)
    add_library(hiredis::hiredis UNKNOWN IMPORTED)
    set_target_properties(hiredis::hiredis PROPERTIES
        IMPORTED_LOCATION ${hiredis_LIBRARY}
        INTERFACE_INCLUDE_DIRECTORIES ${hiredis_INCLUDE_DIR})
endif()

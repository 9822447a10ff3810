# How our own code is compiled. None of it reaches those who link Serval or add its folder to their project.
if(PROJECT_IS_TOP_LEVEL AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    find_program(SERVAL_CCACHE ccache)
    mark_as_advanced(SERVAL_CCACHE)
    if(SERVAL_CCACHE)
        # Without this sloppiness ccache never takes an object that was compiled with a precompiled header.
        set(CMAKE_CXX_COMPILER_LAUNCHER
            ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${SERVAL_CCACHE})
    endif()
endif()

add_library(serval_options INTERFACE)
if(SERVAL_DEVELOPER)
    target_compile_options(serval_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Werror)
    find_program(SERVAL_LLD ld.lld)
    mark_as_advanced(SERVAL_LLD)
    if(SERVAL_LLD)
        target_link_options(serval_options INTERFACE -fuse-ld=lld)
    endif()
endif()

# g++ 12 sees overlapping copies in std::string where there are none (GCC bug 105329), and reads of what an empty std::optional
# does not hold (GCC bug 80635).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(serval_options INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
endif()

# What is sound in each source warns where many are one: names that another one uses too, and members of types that g++ takes
# for those of a header. The preset `release` compiles each by itself, with the warnings.
if(SERVAL_UNITY_BUILD)
    target_compile_options(serval_options INTERFACE -Wno-shadow $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endif()

# clang stamps its precompiled headers with their time, and ccache would take none of them for the same.
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND SERVAL_CCACHE)
    target_compile_options(serval_options INTERFACE "SHELL:-Xclang -fno-pch-timestamp")
endif()

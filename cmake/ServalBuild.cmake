# How our own code is compiled. None of it reaches those who link Serval.
if(NOT CMAKE_CXX_COMPILER_LAUNCHER)
    find_program(SERVAL_CCACHE ccache)
    if(SERVAL_CCACHE)
        set(CMAKE_CXX_COMPILER_LAUNCHER ${SERVAL_CCACHE})
    endif()
endif()

find_program(SERVAL_LLD ld.lld)

add_library(serval_options INTERFACE)
target_compile_options(serval_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor)
if(SERVAL_DEVELOPER)
    target_compile_options(serval_options INTERFACE -Werror)
    if(SERVAL_LLD)
        target_link_options(serval_options INTERFACE -fuse-ld=lld)
    endif()
endif()

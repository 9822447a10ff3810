# What the library is built on, each as find_package takes it. servalConfig.cmake finds the same again for those who
# link an installed Serval: a static library's private dependencies are theirs as well.
set(serval_dependencies
    Threads
    "Boost 1.81"
    "OpenSSL 3"
    "fmt 9"
    "nlohmann_json 3.11"
    spdlog
    tomlplusplus
    re2
    ZLIB
    brotli)

# What is header-only and stays inside the library.
set(serval_build_dependencies CLI11)

# A project that adds this folder links the library from a directory of its own, where it must see these targets too.
set(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL TRUE)
set(THREADS_PREFER_PTHREAD_FLAG ON)
foreach(dependency IN LISTS serval_dependencies serval_build_dependencies)
    separate_arguments(dependency)
    find_package(${dependency} REQUIRED)
endforeach()

# Components, each on where what it is built on is found.
find_package(SOCI 4 QUIET)
option(SERVAL_SQL "Build the component sql, on SOCI and SQLite" ${SOCI_FOUND})
if(SERVAL_SQL)
    find_package(SOCI 4 REQUIRED)
endif()

find_package(PostgreSQL QUIET)
option(SERVAL_POSTGRES "Have the component sql speak to PostgreSQL too, by libpq" ${PostgreSQL_FOUND})
if(SERVAL_SQL AND SERVAL_POSTGRES)
    find_package(PostgreSQL REQUIRED)
endif()

find_package(hiredis 0.14 QUIET)
option(SERVAL_REDIS "Build the component redis, on hiredis" ${hiredis_FOUND})
if(SERVAL_REDIS)
    find_package(hiredis 0.14 REQUIRED)
endif()

include(ServalDocsUi)
set(docs_ui_default OFF)
if(SERVAL_DEVELOPER AND NOT DEFINED SERVAL_DOCS_UI)
    serval_fetch_docs_ui(docs_ui_problem)
    if(docs_ui_problem)
        message(STATUS "Without the component docs-ui: ${docs_ui_problem}")
    else()
        set(docs_ui_default ON)
    endif()
endif()
option(SERVAL_DOCS_UI "Build the component docs-ui, with Swagger UI and Redoc from npm" ${docs_ui_default})
if(SERVAL_DOCS_UI)
    serval_fetch_docs_ui(docs_ui_problem)
    if(docs_ui_problem)
        message(FATAL_ERROR "The component docs-ui cannot be built: ${docs_ui_problem}\n"
            "Without it (-DSERVAL_DOCS_UI=OFF) the pages load Swagger UI and Redoc from a CDN.")
    endif()
endif()

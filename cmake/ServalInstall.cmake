# What `cmake --install` puts in place: headers, libraries, and the files that find_package(serval) reads.
include(CMakePackageConfigHelpers)
set(SERVAL_PACKAGE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/serval)

# serval_install_component(<component> TARGET <target> [DEPENDENCIES <as find_package takes them>…])
# Installs one library with a file of its own, which find_package(serval COMPONENTS <component>) reads.
function(serval_install_component component)
    cmake_parse_arguments(arg "" "TARGET" "DEPENDENCIES" ${ARGN})
    set(serval_component ${component})
    set(serval_component_dependencies ${arg_DEPENDENCIES})
    configure_file(${PROJECT_SOURCE_DIR}/cmake/servalComponent.cmake.in
        ${PROJECT_BINARY_DIR}/serval-${component}.cmake @ONLY)
    set_property(GLOBAL APPEND PROPERTY serval_installed_targets ${arg_TARGET})
    install(TARGETS ${arg_TARGET} EXPORT serval-${component}-targets)
    install(EXPORT serval-${component}-targets NAMESPACE serval:: DESTINATION ${SERVAL_PACKAGE_DIR})
    install(FILES ${PROJECT_BINARY_DIR}/serval-${component}.cmake DESTINATION ${SERVAL_PACKAGE_DIR})
endfunction()

serval_install_component(core TARGET serval DEPENDENCIES ${serval_dependencies})
if(SERVAL_SQL)
    set(serval_sql_dependencies "SOCI 4")
    if(SERVAL_POSTGRES)
        list(APPEND serval_sql_dependencies PostgreSQL)
    endif()
    serval_install_component(sql TARGET serval_sql DEPENDENCIES ${serval_sql_dependencies})
endif()
if(SERVAL_REDIS)
    serval_install_component(redis TARGET serval_redis DEPENDENCIES "hiredis 0.14")
endif()
if(SERVAL_DOCS_UI)
    serval_install_component(docs-ui TARGET serval_docs_ui)
    install(DIRECTORY ${PROJECT_BINARY_DIR}/src/docs_ui/licenses/ DESTINATION ${CMAKE_INSTALL_DOCDIR}/docs-ui)
endif()
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/serval TYPE INCLUDE FILES_MATCHING PATTERN "*.hpp")

configure_package_config_file(cmake/servalConfig.cmake.in ${PROJECT_BINARY_DIR}/servalConfig.cmake
    INSTALL_DESTINATION ${SERVAL_PACKAGE_DIR} NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/servalConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES
    ${PROJECT_BINARY_DIR}/servalConfig.cmake
    ${PROJECT_BINARY_DIR}/servalConfigVersion.cmake
    cmake/Findbrotli.cmake
    cmake/Findhiredis.cmake
    cmake/Findre2.cmake
    cmake/FindSOCI.cmake
    DESTINATION ${SERVAL_PACKAGE_DIR})

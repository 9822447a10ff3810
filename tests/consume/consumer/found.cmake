# find_package as it should go, and as it should fail.
find_package(serval 0.1 REQUIRED CONFIG)
if(CONSUMER_DOCS_UI)
    find_package(serval 0.1 REQUIRED CONFIG COMPONENTS docs-ui)
endif()

find_package(serval CONFIG QUIET OPTIONAL_COMPONENTS no_such_component)
if(NOT serval_FOUND)
    message(FATAL_ERROR "find_package(serval) fails for want of a component that is optional: ${serval_NOT_FOUND_MESSAGE}")
endif()

find_package(serval CONFIG QUIET COMPONENTS no_such_component)
if(serval_FOUND OR NOT serval_NOT_FOUND_MESSAGE MATCHES "no_such_component is not installed")
    message(FATAL_ERROR "find_package(serval) does not tell that a component is missing: ${serval_NOT_FOUND_MESSAGE}")
endif()

find_package(serval 99 CONFIG QUIET)
if(serval_FOUND)
    message(FATAL_ERROR "find_package(serval) took version ${serval_VERSION} for version 99")
endif()

# Swagger UI and Redoc for the component docs-ui: packages on npm, pinned by version and digest. The ordinary npm client fetches
# them from wherever it is told to. What it may not fetch can be put into SERVAL_DOCS_UI_PACKAGES by hand.
#
# A new version also changes the links in src/openapi/page_files.cpp.
set(SERVAL_SWAGGER_UI_VERSION 5.35.0)
set(SERVAL_SWAGGER_UI_SHA512 534eaba4cb56f55dd73c638179a993512af4674f63317e0826e00da44fc465b021c341bc0a0c2bcd4e18997927fe1d3008336c5dd19aad334d1c2dec53cc9551)
set(SERVAL_REDOC_VERSION 2.5.4)
set(SERVAL_REDOC_SHA512 33a8d6846d6aa019c7e93166cc99ecb72099f3b1e6398fd4cc39bbf261e262284476557f61c4bda203a8d4d94496724c78bb32c4715edb215ce2c3631d3ac005)

find_program(SERVAL_NPM npm)
set(SERVAL_DOCS_UI_PACKAGES ${PROJECT_BINARY_DIR}/docs-ui CACHE PATH "Where the packages of the component docs-ui are kept")
mark_as_advanced(SERVAL_NPM SERVAL_DOCS_UI_PACKAGES)

# Runs npm, unless the package is there, and holds it against its digest. `problem` is set to what went wrong, if anything.
function(serval_fetch_package name version sha512 problem)
    set(package ${name}-${version}.tgz)
    set(${problem} "" PARENT_SCOPE)
    if(NOT EXISTS ${SERVAL_DOCS_UI_PACKAGES}/${package})
        if(NOT SERVAL_NPM)
            set(${problem} "there is no npm to fetch ${name} ${version} with" PARENT_SCOPE)
            return()
        endif()
        message(STATUS "Fetching ${name} ${version} by npm")
        file(MAKE_DIRECTORY ${SERVAL_DOCS_UI_PACKAGES})
        execute_process(
            COMMAND ${SERVAL_NPM} pack ${name}@${version} --ignore-scripts --fetch-retries=1 --loglevel=error
            WORKING_DIRECTORY ${SERVAL_DOCS_UI_PACKAGES}
            RESULT_VARIABLE status OUTPUT_QUIET ERROR_VARIABLE error TIMEOUT 120)
        if(NOT status EQUAL 0 OR NOT EXISTS ${SERVAL_DOCS_UI_PACKAGES}/${package})
            set(${problem} "npm cannot fetch ${name} ${version} (${status}):\n${error}" PARENT_SCOPE)
            return()
        endif()
    endif()
    file(SHA512 ${SERVAL_DOCS_UI_PACKAGES}/${package} found)
    if(NOT found STREQUAL sha512)
        set(${problem} "${SERVAL_DOCS_UI_PACKAGES}/${package} is not the file that was pinned: its SHA-512 is ${found}" PARENT_SCOPE)
    endif()
endfunction()

function(serval_fetch_docs_ui problem)
    serval_fetch_package(swagger-ui-dist ${SERVAL_SWAGGER_UI_VERSION} ${SERVAL_SWAGGER_UI_SHA512} what)
    if(NOT what)
        serval_fetch_package(redoc ${SERVAL_REDOC_VERSION} ${SERVAL_REDOC_SHA512} what)
    endif()
    set(${problem} "${what}" PARENT_SCOPE)
endfunction()

#include "app.hpp"

// ./bookstore                      serves; prints the address
// ./bookstore --listen 0.0.0.0:80  elsewhere; --help lists all settings
// ./bookstore routes               each endpoint with what a request passes on its way to it
// ./bookstore openapi              the API's description, as /openapi.json has it

int main(int argc, char** argv) {
    const serval::Program program{
        .name = "bookstore",
        .version = "1.0.0",
        .own = {{"database.path", "The SQLite file, made and filled when it is missing"},
                {"librarian.password", "Of the user `librarian`, when the file is made", true}},
    };
    return serval::run(argc, argv, bookstore::make_app, program);
}

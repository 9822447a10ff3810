// [file]
#include "app.hpp"

// [main]
int main(int argc, char** argv) { return serval::run(argc, argv, make_app); }
// [/main]
// [/file]

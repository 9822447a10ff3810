#include "openapi/shop.hpp"

int main(int argc, char** argv) { return serval::run(argc, argv, shop::make_app); }

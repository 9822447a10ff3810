#include "pages.hpp"

#include <serval/testing.hpp>

bool is_offline() {
    serval::test::Client client{serval::App{serval::test::settings()}};
    return client.get("/docs").body().find("https://") == std::string::npos;
}

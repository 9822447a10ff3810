#include <catch2/catch.hpp>

#include <serval/server/listen_address.hpp>

using namespace serval;

TEST_CASE("an address to listen on is read and written in the same form", "[server]") {
    const auto [text, host, port] = GENERATE(table<std::string, std::string, int>({
        {"127.0.0.1:8000", "127.0.0.1", 8000},
        {"0.0.0.0:0", "0.0.0.0", 0},
        {"[::1]:8000", "::1", 8000},
        {"[::]:65535", "::", 65535},
        {"[fe80::1%eth0]:80", "fe80::1%eth0", 80},
        {"localhost:8000", "localhost", 8000},
        {"api-1.example.org:443", "api-1.example.org", 443},
        {"unix:/run/app.sock", "unix:/run/app.sock", 0},
        {"unix:app.sock:80", "unix:app.sock:80", 0},
    }));
    INFO(text);
    const auto address = parse_listen_address(text);
    REQUIRE(address);
    REQUIRE(address->host == host);
    REQUIRE(address->port == port);
    REQUIRE(to_text(*address) == text);
}

TEST_CASE("what is no address to listen on is refused", "[server]") {
    const std::string text = GENERATE(as<std::string>{}, "", "8000", ":8000", "localhost", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1",
                                      "127.0.0.1:80a", "127.0.0.1: 80", "127.0.0:80", "256.0.0.1:80", "::1:8000", "[::1]",
                                      "[]:80", "[127.0.0.1]:80", "[::g]:80", "a b:80", "http://localhost:80", "unix:",
                                      "unix:/" + std::string(108, 'x'));
    INFO(text);
    REQUIRE_FALSE(parse_listen_address(text));
}

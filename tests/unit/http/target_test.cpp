#include <serval/http/target.hpp>

#include <catch2/catch.hpp>

using namespace serval;

TEST_CASE("the usual target is a path and a query", "[http]") {
    const auto target = parse_target(Method::get, "/a/b%20c?d=e?f");
    REQUIRE(target);
    CHECK(target->path == "/a/b%20c");
    CHECK(target->query == "d=e?f");
    CHECK(target->authority.empty());
    CHECK(target->origin_form() == "/a/b%20c?d=e?f");
    CHECK(parse_target(Method::get, "/a?")->origin_form() == "/a?");
    CHECK(parse_target(Method::get, "/a")->origin_form() == "/a");
}

TEST_CASE("what clients leave unencoded stands for itself", "[http]") {
    const auto text = GENERATE(as<std::string_view>{}, "/a|b", "/a[1]{x}^`\"<>", "/caf\xC3\xA9", "/?a[]=1&b=\"x\"|y\\z", "/%zz", "/;,@:!$&'()*+=~");
    CHECK(parse_target(Method::get, text)->origin_form() == text);
}

TEST_CASE("what no target may hold is refused", "[http]") {
    const auto text = GENERATE(as<std::string>{}, "", "a", "foo/bar", "/a b", "/a\tb", "#", "/a\\b", "/a#b c", "/a\r\n", std::string{"/\0", 2},
                               "/\x7F", "/\x01", "/\xFF", "/?\xC3", "/\xC3?\xA9", "?a", "http:", "a:80");
    CHECK_FALSE(parse_target(Method::get, text));
}

TEST_CASE("a fragment is dropped", "[http]") {
    CHECK(parse_target(Method::get, "/a#b")->origin_form() == "/a");
    CHECK(parse_target(Method::get, "/a?b#c?d\\e")->origin_form() == "/a?b");
    CHECK(parse_target(Method::get, "/a#?b")->origin_form() == "/a");
    CHECK(parse_target(Method::get, "http://a/b#c")->origin_form() == "/b");
}

TEST_CASE("dot segments and doubled slashes are left as they are", "[http]") {
    const auto text = GENERATE(as<std::string_view>{}, "/a/../b", "/./a", "//a//b", "/%2e%2e/a");
    CHECK(parse_target(Method::get, text)->path == text);
}

TEST_CASE("the absolute form names its authority", "[http]") {
    const auto target = parse_target(Method::post, "HTTP://Shop.example:8080/a?b");
    REQUIRE(target);
    CHECK(target->authority == "Shop.example:8080");
    CHECK(target->scheme == "HTTP");
    CHECK(target->origin_form() == "/a?b");
    CHECK(parse_target(Method::get, "https://[::1]:443")->origin_form() == "/");
    CHECK(parse_target(Method::get, "http://a?b")->origin_form() == "/?b");
    CHECK(parse_target(Method::options, "http://a")->origin_form() == "*");
    CHECK(parse_target(Method::options, "http://a/")->origin_form() == "/");
}

TEST_CASE("an absolute form that is not for us is refused", "[http]") {
    const auto text = GENERATE(as<std::string_view>{}, "ftp://a/", "http:/a", "http://", "http:///a", "http://user@a/", "http://a:b@c/",
                               "http://a:99999/", "http://a/ b", "http://[::1/", "s://]ufd/:", "https//a", "http://a\\@b/");
    CHECK_FALSE(parse_target(Method::get, text));
}

TEST_CASE("the whole server is asked for its OPTIONS only", "[http]") {
    CHECK(parse_target(Method::options, "*")->path == "*");
    CHECK_FALSE(parse_target(Method::get, "*"));
    CHECK_FALSE(parse_target(Method::options, "*a"));
}

TEST_CASE("CONNECT names a host and a port, and nothing else does", "[http]") {
    const auto target = parse_target(Method::connect, "a.example:443");
    REQUIRE(target);
    CHECK(target->authority == "a.example:443");
    CHECK(target->path.empty());
    CHECK_FALSE(parse_target(Method::connect, "a.example"));
    CHECK_FALSE(parse_target(Method::connect, "/a"));
    CHECK_FALSE(parse_target(Method::connect, "http://a:80/"));
    CHECK_FALSE(parse_target(Method::get, "a.example:443"));
}

TEST_CASE("an authority is a host and maybe a port", "[http]") {
    CHECK(parse_authority("a_b.example")->host == "a_b.example");
    CHECK_FALSE(parse_authority("a")->port);
    CHECK(parse_authority("a:8080")->port == 8080);
    CHECK_FALSE(parse_authority("a:")->port);
    CHECK(parse_authority("[2001:db8::1]:1")->host == "[2001:db8::1]");
    CHECK(parse_authority("[::ffff:192.0.2.1]"));
    CHECK(parse_authority("0.0.0.0=5000"));
}

TEST_CASE("what is no authority is refused", "[http]") {
    const auto text = GENERATE(as<std::string>{}, "", ":80", "a b", "a/b", "user@a", "a, b", "a,b", "a:b", "a:-1", "a:+1", "a:65536", "a:000080", "a:80:80", "[",
                               "[]", "[::1", "[::g]", "[a]", "[::1]a", "::1", "a\r\n", "a%2Fb", "a?b", "a#b", "\xC3\xA9", std::string{"a\0", 2});
    CHECK_FALSE(parse_authority(text));
}

TEST_CASE("a megabyte of a target is read in one pass", "[http]") {
    CHECK(parse_target(Method::get, "/" + std::string(1 << 20, '?')));
    CHECK_FALSE(parse_target(Method::get, std::string(1 << 20, '[')));
}

// Every message whose framing two readers could take in two ways is refused; every plain one is answered.
#include <catch2/catch.hpp>

#include "wire/running_server.hpp"
#include "wire/wire_client.hpp"

using namespace serval;
using namespace serval::wire;

namespace {

struct Case {
    const char* what;
    std::string octets;
    int status;
    std::string body;   // of an answer that is a 200
};

std::string get(const std::string& target, const std::string& fields = "Host: a\r\n") { return "GET " + target + " HTTP/1.1\r\n" + fields + "\r\n"; }
std::string post(const std::string& fields, const std::string& content) { return "POST / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n" + content; }
std::string chunked(const std::string& content) { return post("Transfer-Encoding: chunked\r\n", content); }

const std::vector<Case>& cases() {
    static const std::vector<Case> all{
        {"a plain request", get("/x?y=1"), 200, "/x?y=1"},
        {"two empty lines before a request", "\r\n\r\n" + get("/x"), 200, "/x"},
        {"three empty lines before a request", "\r\n\r\n\r\n" + get("/x"), 400, ""},
        {"what browsers send in a target", get("/a|b[]\"?c[]=\xC3\xA4"), 200, "/a|b[]\"?c[]=\xC3\xA4"},
        {"a fragment in the target", get("/x#y"), 200, "/x"},
        {"a fragment with a query behind it", get("/x#y?z"), 200, "/x"},
        {"a backslash in the path", get("/x\\y"), 400, ""},
        {"a backslash in the query", get("/x?y\\z"), 200, "/x?y\\z"},
        {"a target that is no UTF-8", get("/x\xC3"), 400, ""},
        {"the absolute form", get("http://A:80/x?y", "Host: a:80\r\n"), 200, "/x?y"},
        {"the absolute form without a path", get("http://a?y"), 200, "/?y"},
        {"the absolute form for another host", get("http://b/x"), 400, ""},
        {"the absolute form with user information", get("http://u@a/x"), 400, ""},
        {"OPTIONS for the server", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 200, "*"},
        {"the absolute form with another address of the same host", get("http://a:80/x", "Host: a\r\n"), 400, ""},
        {"the absolute form of another scheme", get("ftp://a/x"), 400, ""},
        {"GET for the server", get("*"), 400, ""},
        {"a relative target", get("x/y"), 400, ""},
        {"the authority form", get("a:443"), 400, ""},
        {"CONNECT", "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n", 501, ""},
        {"a space in the target", get("/x y"), 400, ""},
        {"a control character in the target", get(std::string{"/x\0y", 4}), 400, ""},
        {"two spaces after the method", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400, ""},
        {"a tab after the method", "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n", 400, ""},
        {"a method that is no token", "GE:T / HTTP/1.1\r\nHost: a\r\n\r\n", 400, ""},
        {"a method that begins with no letter", "-GET / HTTP/1.1\r\nHost: a\r\n\r\n", 501, ""},
        {"a method without an end", std::string(40, 'A') + " / HTTP/1.1\r\nHost: a\r\n\r\n", 501, ""},
        {"HTTP/0.9", "GET /\r\n\r\n", 400, ""},
        {"HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505, ""},
        {"HTTP/1.2", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", 505, ""},
        {"a version in lower case", "GET / http/1.1\r\nHost: a\r\n\r\n", 400, ""},
        {"a version with leading zeros", "GET / HTTP/01.01\r\nHost: a\r\n\r\n", 400, ""},
        {"no Host", get("/", ""), 400, ""},
        {"two Hosts", get("/", "Host: a\r\nHost: a\r\n"), 400, ""},
        {"an empty Host", get("/", "Host:\r\n"), 400, ""},
        {"a list of Hosts", get("/", "Host: a,b\r\n"), 400, ""},
        {"a Host with a path", get("/", "Host: a/b\r\n"), 400, ""},
        {"a Host with a bad port", get("/", "Host: a:b\r\n"), 400, ""},
        {"a Host with a port beyond all bounds", get("/", "Host: a:65536\r\n"), 400, ""},
        {"an encoded Host", get("/", "Host: a%2Fb\r\n"), 400, ""},
        {"an IPv6 Host that is none", get("/", "Host: [1]\r\n"), 400, ""},
        {"an IPv6 Host", get("/x", "Host: [::1]:80\r\n"), 200, "/x"},
        {"an IPv6 Host without an end", get("/x", "Host: [::1\r\n"), 400, ""},
        {"a bare line feed after the request line", "GET / HTTP/1.1\nHost: a\r\n\r\n", 400, ""},
        {"a bare line feed after a field", get("/", "Host: a\nX: y\r\n"), 400, ""},
        {"bare line feeds alone", "GET / HTTP/1.1\nHost: a\n\n", 400, ""},
        {"a bare carriage return in a value", get("/", "Host: a\r\nX: y\rz\r\n"), 400, ""},
        {"a folded field", get("/", "Host: a\r\nX: y\r\n z\r\n"), 400, ""},
        {"a space before the first field", get("/", " X: y\r\nHost: a\r\n"), 400, ""},
        {"a space before a colon", get("/", "Host: a\r\nX : y\r\n"), 400, ""},
        {"a field without a name", get("/", "Host: a\r\n: y\r\n"), 400, ""},
        {"a field without a colon", get("/", "Host: a\r\nX\r\n"), 400, ""},
        {"a name that is no token", get("/", "Host: a\r\nX[: y\r\n"), 400, ""},
        {"a NUL in a value", get("/", std::string{"Host: a\r\nX: \0\r\n", 15}), 400, ""},
        {"a DEL in a value", get("/", "Host: a\r\nX: a\x7F" "b\r\n"), 400, ""},
        {"a tab and octets beyond ASCII in a value", get("/x", "Host: a\r\nX: caf\xC3\xA9\tau lait\r\n"), 200, "/x"},
        {"Content-Type twice", post("Content-Type: a/b\r\nContent-Type: c/d\r\n", ""), 400, ""},
        {"content of a length", post("Content-Length: 5\r\n", "hello"), 200, "hello"},
        {"content of no length", post("Content-Length: 0\r\n", ""), 200, "/"},
        {"a length with a sign", post("Content-Length: +5\r\n", "hello"), 400, ""},
        {"a list of lengths", post("Content-Length: 5, 5\r\n", "hello"), 400, ""},
        {"two lengths", post("Content-Length: 5\r\nContent-Length: 5\r\n", "hello"), 400, ""},
        {"an empty length", post("Content-Length:\r\n", ""), 400, ""},
        {"a length beyond all bounds", post("Content-Length: 99999999999999999999\r\n", ""), 400, ""},
        {"a length and a coding", post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400, ""},
        {"an unknown coding", post("Transfer-Encoding: gzip\r\n", ""), 501, ""},
        {"an empty coding", post("Transfer-Encoding:\r\n", ""), 400, ""},
        {"chunked before another coding", post("Transfer-Encoding: chunked, gzip\r\n", ""), 400, ""},
        {"chunked twice", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", ""), 400, ""},
        {"chunked in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, ""},
        {"an unknown expectation", post("Expect: 200-ok\r\nContent-Length: 1\r\n", "x"), 417, ""},
        {"chunks", chunked("5\r\nhello\r\nA\r\n, you all!\r\n000\r\n\r\n"), 200, "hello, you all!"},
        {"chunks with extensions", chunked("5;a;b=c; d = \"e\\\"f\"\r\nhello\r\n0;g\r\n\r\n"), 200, "hello"},
        {"trailer fields", chunked("5\r\nhello\r\n0\r\nX: y\r\nDigest: z\r\n\r\n"), 200, "hello"},
        {"a length in the trailers", chunked("5\r\nhello\r\n0\r\nContent-Length: 9\r\n\r\n"), 400, ""},
        {"a folded trailer", chunked("5\r\nhello\r\n0\r\nX: y\r\n z\r\n\r\n"), 400, ""},
        {"an extension without a name", chunked("5;\r\nhello\r\n0\r\n\r\n"), 400, ""},
        {"an extension that is no token", chunked("5;a[=b\r\nhello\r\n0\r\n\r\n"), 400, ""},
        {"an open quotation", chunked("5;a=\"b\r\nhello\r\n0\r\n\r\n"), 400, ""},
        {"a bare carriage return in an extension", chunked("5;a=b\rc\r\nhello\r\n0\r\n\r\n"), 400, ""},
        {"a chunk size with a blank", chunked("5 \r\nhello\r\n0\r\n\r\n"), 400, ""},
        {"a chunk size with a prefix", chunked("0x5\r\nhello\r\n0\r\n\r\n"), 400, ""},
        {"a negative chunk size", chunked("-5\r\nhello\r\n0\r\n\r\n"), 400, ""},
        {"no chunk size", chunked("\r\nhello\r\n0\r\n\r\n"), 400, ""},
        {"a chunk size beyond all bounds", chunked("FFFFFFFFFFFFFFFF0\r\nhello\r\n0\r\n\r\n"), 400, ""},
        {"a chunk longer than its size", chunked("5\r\nhello!!\r\n0\r\n\r\n"), 400, ""},
        {"a chunk size that ends in a line feed", chunked("5\nhello\r\n0\r\n\r\n"), 400, ""},
    };
    return all;
}

void expect_answer(WireClient& client, const Case& one) {
    const auto reply = client.receive();
    REQUIRE(reply);
    CHECK(reply->status == one.status);
    if (one.status == 200) {
        CHECK(reply->body == one.body);
    } else {
        CHECK(reply->closes());
        CHECK(reply->headers.find("Content-Type") != std::nullopt);
        CHECK(client.is_closed());
        CHECK_FALSE(client.was_reset());
    }
}

}  // namespace

TEST_CASE("each message is answered or refused as its framing deserves", "[wire]") {
    FunctionService service{echo};
    RunningServer server{service};
    for (const Case& one : cases()) {
        CAPTURE(one.what);
        WireClient client{server.port()};
        client.send(one.octets);
        expect_answer(client, one);
    }
}

TEST_CASE("the same messages are answered alike when they come octet by octet", "[wire]") {
    FunctionService service{echo};
    RunningServer server{service};
    for (const Case& one : cases()) {
        CAPTURE(one.what);
        WireClient client{server.port()};
        client.send_singly(one.octets);
        expect_answer(client, one);
    }
}

TEST_CASE("the same messages are answered alike behind a good request", "[wire]") {
    FunctionService service{echo};
    RunningServer server{service};
    for (const Case& one : cases()) {
        CAPTURE(one.what);
        WireClient client{server.port()};
        client.send(post("Content-Length: 5\r\n", "first") + one.octets);
        const auto first = client.receive();
        REQUIRE(first);
        CHECK(first->body == "first");
        expect_answer(client, one);
    }
}

TEST_CASE("the same messages are answered alike over TLS", "[wire]") {
    FunctionService service{echo};
    ServerSettings settings;
    settings.tls = test_certificate();
    RunningServer server{service, std::move(settings)};
    for (const Case& one : cases()) {
        CAPTURE(one.what);
        WireClient client{server.port(), WireClient::Kind::tls};
        client.send(one.octets);
        expect_answer(client, one);
    }
}

// Beast's parser, which is laxer, as the oracle of our own: where both take a head, both see the same framing in it.
#include <catch2/catch.hpp>

#include "transport/head_reader.hpp"

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>

using namespace serval;
using detail::Framing;
using detail::HeadReader;

namespace {

std::vector<std::string> heads() {
    const std::vector<std::string> lines{"GET / HTTP/1.1", "POST /x?y HTTP/1.1", "PUT /x HTTP/1.0", "QUERY /x HTTP/1.1", "OPTIONS * HTTP/1.1", "GET /x#y HTTP/1.1"};
    const std::vector<std::string> fields{"",
                                          "Content-Length: 5\r\n",
                                          "content-length:\t007 \r\n",
                                          "Content-Length: 5\r\nContent-Length: 5\r\n",
                                          "Content-Length: 5,5\r\n",
                                          "Content-Length: -5\r\n",
                                          "Transfer-Encoding: chunked\r\n",
                                          "Transfer-Encoding: CHUNKED\r\n",
                                          "Transfer-Encoding: gzip, chunked\r\n",
                                          "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
                                          "Transfer_Encoding: chunked\r\nContent-Length: 5\r\n",
                                          "X: Content-Length: 9\r\n",
                                          "X: y\r\n Content-Length: 9\r\n"};
    const std::vector<std::string> connections{"", "Connection: close\r\n", "Connection: keep-alive\r\n", "Connection: x,close , y\r\n", "Connection: closed\r\n"};
    std::vector<std::string> all;
    for (const auto& line : lines) {
        for (const auto& field : fields) {
            for (const auto& connection : connections) all.push_back(line + "\r\nHost: a\r\n" + field + connection + "\r\n");
        }
    }
    return all;
}

}  // namespace

TEST_CASE("where Beast takes a head too, it sees the same framing", "[transport]") {
    const Limits limits;
    int agreed = 0;
    for (const std::string& head : heads()) {
        CAPTURE(head);
        HeadReader reader{limits};
        Request request;
        if (reader.read(head, request) != HeadReader::Outcome::complete) continue;
        boost::beast::http::request_parser<boost::beast::http::empty_body> oracle;
        boost::beast::error_code error;
        oracle.put(boost::asio::buffer(head), error);
        REQUIRE((!error || error == boost::beast::http::error::unexpected_body));
        ++agreed;
        CHECK(request.method().name() == std::string_view{oracle.get().method_string().data(), oracle.get().method_string().size()});
        CHECK(reader.framing().keep_alive == oracle.keep_alive());
        CHECK((reader.framing().content == Framing::Content::chunked) == oracle.chunked());
        CHECK(reader.framing().length == oracle.content_length().value_or(0));
        CHECK(reader.size() == head.size());
    }
    CHECK(agreed > 100);
}

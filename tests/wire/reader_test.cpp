// The readers' limits are the same however a message comes.
#include <catch2/catch.hpp>

#include "transport/content_reader.hpp"
#include "transport/head_reader.hpp"

using namespace serval;
using detail::ContentReader;
using detail::Framing;
using detail::HeadReader;

namespace {

HeadReader::Outcome read_head(const std::string& head, const Limits& limits, std::size_t step) {
    HeadReader reader{limits};
    Request request;
    auto outcome = HeadReader::Outcome::incomplete;
    for (std::size_t size = step; outcome == HeadReader::Outcome::incomplete && size < head.size() + step; size += step) {
        outcome = reader.read(std::string_view{head}.substr(0, size), request);
    }
    return outcome;
}

ContentReader::Outcome read_chunks(const std::string& chunks, std::size_t step) {
    ContentReader reader;
    reader.start({.content = Framing::Content::chunked}, 16 * 1024);
    std::string content;
    std::string input;
    auto outcome = ContentReader::Outcome::incomplete;
    for (std::size_t at = 0; outcome == ContentReader::Outcome::incomplete && at < chunks.size(); at += step) {
        input += chunks.substr(at, step);
        std::string_view rest{input};
        outcome = reader.read(rest, content, 1024);
        input.erase(0, input.size() - rest.size());
    }
    return outcome;
}

}  // namespace

TEST_CASE("a head of just the largest size is taken, and one octet more is refused, whole as in pieces", "[transport]") {
    Limits limits;
    limits.head_octets = 200;
    const std::string beginning = "GET / HTTP/1.1\r\nHost: a\r\nX: ";
    for (const std::size_t size : {std::size_t{199}, std::size_t{200}, std::size_t{201}, std::size_t{202}, std::size_t{203}}) {
        const std::string head = beginning + std::string(size - beginning.size() - 4, 'x') + "\r\n\r\n";
        REQUIRE(head.size() == size);
        const auto due = size <= limits.head_octets ? HeadReader::Outcome::complete : HeadReader::Outcome::refused;
        for (const std::size_t step : {std::size_t{1}, std::size_t{7}, size}) {
            CAPTURE(size, step);
            CHECK(read_head(head, limits, step) == due);
        }
    }
}

TEST_CASE("a line between chunks of just the largest size is taken, and one octet more is refused, whole as in pieces", "[transport]") {
    static constexpr std::size_t longest = 4096;
    for (const std::size_t size : {longest - 1, longest, longest + 1, longest + 500}) {
        const std::string chunks = "0;" + std::string(size - 2, 'x') + "\r\n\r\n";
        const auto due = size <= longest ? ContentReader::Outcome::complete : ContentReader::Outcome::refused;
        for (const std::size_t step : {std::size_t{1}, std::size_t{7}, chunks.size()}) {
            CAPTURE(size, step);
            CHECK(read_chunks(chunks, step) == due);
        }
    }
}

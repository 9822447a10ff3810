#include <catch2/catch.hpp>

#include <serval/store/shared_store.hpp>

#include "redis/command.hpp"
#include "redis/reply.hpp"

using namespace serval;
using redis::Reply;
using redis::ReplyReader;

namespace {

Reply reply_of(std::string_view octets) {
    ReplyReader reader;
    reader.feed(octets);
    auto reply = reader.next();
    REQUIRE(reply.has_value());
    return *std::move(reply);
}

}  // namespace

TEST_CASE("a command is any octets, with their lengths", "[redis]") {
    CHECK(redis::format_command({"SET", std::string_view{"a\0b", 3}, ""}) == std::string_view{"*3\r\n$3\r\nSET\r\n$3\r\na\0b\r\n$0\r\n\r\n", 28});
}

TEST_CASE("a command that is larger than Redis takes fails", "[redis]") {
    const std::string large(300 * 1024 * 1024, 'x');
    CHECK_THROWS_AS(redis::format_command({large, large}), StoreError);
}

TEST_CASE("replies are told by their kind", "[redis]") {
    CHECK(reply_of("$2\r\nok\r\n").text() == "ok");
    CHECK(reply_of("$-1\r\n").text() == std::nullopt);
    CHECK(reply_of(":-7\r\n").number() == -7);
    CHECK(reply_of("*2\r\n:1\r\n:2\r\n").numbers() == std::vector<std::int64_t>{1, 2});
    CHECK(reply_of("+OK\r\n").is_done());
    CHECK_FALSE(reply_of("$-1\r\n").is_done());
    CHECK(reply_of("-NOSCRIPT No matching script\r\n").is_error("NOSCRIPT"));
    CHECK_FALSE(reply_of("-NOSCRIPTS\r\n").is_error("NOSCRIPT"));
    CHECK_FALSE(reply_of("+NOSCRIPT\r\n").is_error("NOSCRIPT"));
}

TEST_CASE("a reply of another kind than was asked for fails, and an error tells what Redis says", "[redis]") {
    CHECK_THROWS_AS(reply_of(":1\r\n").text(), StoreError);
    CHECK_THROWS_AS(reply_of("+OK\r\n").number(), StoreError);
    CHECK_THROWS_AS(reply_of("*1\r\n+OK\r\n").numbers(), StoreError);
    CHECK_THROWS_AS(reply_of("$2\r\nok\r\n").expect_done(), StoreError);
    CHECK_THROWS_WITH(reply_of("-ERR no\r\n").number(), "Redis refuses: ERR no");
}

TEST_CASE("replies are read however they come in pieces", "[redis]") {
    ReplyReader reader;
    const std::string octets = "$5\r\nhello\r\n*1\r\n:12\r\n+OK\r\n";
    std::vector<Reply> replies;
    for (const char octet : octets) {
        reader.feed({&octet, 1});
        while (auto reply = reader.next()) replies.push_back(*std::move(reply));
    }
    REQUIRE(replies.size() == 3);
    CHECK(replies[0].text() == "hello");
    CHECK(replies[1].numbers() == std::vector<std::int64_t>{12});
    CHECK(replies[2].is_done());
}

TEST_CASE("what is no reply fails", "[redis]") {
    for (const auto* octets : {"HTTP/1.1 400 Bad Request\r\n\r\n", "$x\r\n", ":\r\n", "*-5\r\n"}) {
        INFO(octets);
        ReplyReader reader;
        reader.feed(octets);
        CHECK_THROWS_AS(reader.next(), StoreError);
    }
}

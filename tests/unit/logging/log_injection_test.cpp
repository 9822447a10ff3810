#include <catch2/catch.hpp>

#include <serval/logging/memory_log.hpp>

#include "logging/escape.hpp"
#include "logging/line_format.hpp"

#include <limits>
#include <random>

#include <nlohmann/json.hpp>

using namespace serval;

namespace {

std::string word(std::string_view text) {
    std::string out;
    detail::append_word(out, text);
    return out;
}

std::string json_string(std::string_view text) {
    std::string out;
    detail::append_json_string(out, text);
    return out;
}

std::string json_line(const LogRecord& record) {
    std::string out;
    detail::append_json_line(out, record);
    return out;
}

constexpr std::chrono::system_clock::time_point some_time{std::chrono::seconds{1'700'000'000}};

}  // namespace

TEST_CASE("a value stands bare when it is a plain word and in quotes otherwise", "[logging]") {
    REQUIRE(word("127.0.0.1:8000") == "127.0.0.1:8000");
    REQUIRE(word("größe") == "größe");
    REQUIRE(word("") == "\"\"");
    REQUIRE(word("two words") == "\"two words\"");
    REQUIRE(word("a=b") == "\"a=b\"");
    REQUIRE(word("say \"hi\"") == R"("say \"hi\"")");
    REQUIRE(word("back\\slash") == R"("back\\slash")");
}

TEST_CASE("control characters are escaped, in whatever disguise", "[logging]") {
    REQUIRE(word("a\r\nb\tc") == R"("a\r\nb\tc")");
    REQUIRE(word("\x1b[31mred") == R"("\x1b[31mred")");
    REQUIRE(word(std::string_view{"\0", 1}) == R"("\x00")");
    REQUIRE(word("\x7f") == R"("\x7f")");
    REQUIRE(word("\u0085next") == R"(\u0085next)");
    REQUIRE(word("\u009b31m") == R"(\u009b31m)");
    REQUIRE(word("\u2028") == R"(\u2028)");
    REQUIRE(word("\u00a0") == "\u00a0");
}

TEST_CASE("octets that are no UTF-8 are shown by their number", "[logging]") {
    REQUIRE(word("\xff") == R"(\xff)");
    REQUIRE(word("\xc0\xaf") == R"(\xc0\xaf)");             // overlong
    REQUIRE(word("\xed\xa0\x80") == R"(\xed\xa0\x80)");     // a surrogate
    REQUIRE(word("\xf4\x90\x80\x80") == R"(\xf4\x90\x80\x80)");   // past U+10FFFF
    REQUIRE(word("\xe2\x82") == R"(\xe2\x82)");             // cut off
    REQUIRE(word("\xf0\x9f\x98\x80") == "\xf0\x9f\x98\x80");
}

TEST_CASE("a client cannot write a line of its own", "[logging]") {
    MemoryLog lines;
    const LogField field{"agent\n", "x\ninfo admin logged in"};
    lines.write({{}, LogLevel::info, "request\nerror forged", {}, {&field, 1}});
    REQUIRE(lines.lines() ==
            std::vector<std::string>{R"(info request\nerror forged "agent\n"="x\ninfo admin logged in")"});
}

TEST_CASE("a JSON string of any octets is valid JSON without control characters", "[logging]") {
    REQUIRE(json_string("a\"b\\c\n\x01\x7f") == R"("a\"b\\c\n\u0001\u007f")");
    REQUIRE(json_string("\xff") == "\"\uFFFD\"");
    std::mt19937 random{7};
    for (int i = 0; i < 3000; ++i) {
        std::string text(random() % 8, '\0');
        for (char& c : text) c = static_cast<char>(random());
        const std::string written = json_string(text);
        REQUIRE(nlohmann::json::accept(written));
        for (const char c : written) REQUIRE((static_cast<unsigned char>(c) >= 0x20 && c != '\x7f'));
    }
}

TEST_CASE("a JSON line is one object with time, level, message and the fields", "[logging]") {
    const LogField bound{"request_id", "abc"};
    const std::array<LogField, 4> fields{{{"status", 200}, {"load", 0.25}, {"secure", true}, {"text", "a\nb"}}};
    REQUIRE(json_line({some_time, LogLevel::warning, "slow \"one\"", {&bound, 1}, fields}) ==
            R"({"time":"2023-11-14T22:13:20.000000Z","level":"warning","message":"slow \"one\"","request_id":"abc",)"
            R"("status":200,"load":0.25,"secure":true,"text":"a\nb"})");
}

TEST_CASE("a field cannot take the place of the line's own members", "[logging]") {
    const std::array<LogField, 2> fields{{{"level", "x"}, {"message", "y"}}};
    const auto line = nlohmann::json::parse(json_line({some_time, LogLevel::info, "m", {}, fields}));
    REQUIRE(line["level"] == "info");
    REQUIRE(line["level_"] == "x");
    REQUIRE(line["message_"] == "y");
}

TEST_CASE("a number that JSON has no word for is null", "[logging]") {
    const LogField field{"load", std::numeric_limits<double>::quiet_NaN()};
    REQUIRE(nlohmann::json::parse(json_line({some_time, LogLevel::info, "m", {}, {&field, 1}}))["load"].is_null());
}

TEST_CASE("a text line begins with its time in UTC", "[logging]") {
    std::string line;
    detail::append_text_line(line, {some_time + std::chrono::microseconds{1234}, LogLevel::error, "broken", {}, {}});
    REQUIRE(line == "2023-11-14T22:13:20.001234Z error broken");
}

#include "complaints.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <map>

using namespace serval;
using serval::test::complaints;
using serval::test::Lines;

namespace {

struct Book {
    std::string title;
    int year = 0;
    double price = 0;
    std::vector<std::string> tags;
    std::optional<std::string> note;
    std::map<std::string, int> stock;
    Json more;
};

const std::string whole_book =
    R"({"title":"D\u00fcne \ud83d\ude00 é","year":-1965,"price":1.5e2,"tags":["a","b\n"],"note":null,)"
    R"("stock":{"x":1},"more":[{"a":[true,false,null,"s",0.5]}],"unknown":{"k":[1,"é",{}]}})";

Lines malformed(const std::string& what) { return {"|parse_error|JSON parse error - " + what}; }

}  // namespace

TEST_CASE("a text that is no JSON gives one error with line and column", "[model]") {
    REQUIRE(complaints<Book>("") == malformed("the text ends too early, line 1 column 1"));
    REQUIRE(complaints<Book>("{\n  \"title\": \"x\"\n  \"year\": 1}") == malformed("expected ',' or '}', line 3 column 3"));
    REQUIRE(complaints<Book>("{\"title\":1,}") == malformed("expected a name in double quotes, line 1 column 12"));
    REQUIRE(complaints<Book>("{\"title\" 1}") == malformed("expected ':', line 1 column 10"));
    REQUIRE(complaints<Book>("{\"title\":nul}") == malformed("expected a value, line 1 column 10"));
    REQUIRE(complaints<std::vector<int>>("[1 2]") == malformed("expected ',' or ']', line 1 column 4"));
    REQUIRE(complaints<std::vector<int>>("[1,]") == malformed("expected a value, line 1 column 4"));
    REQUIRE(complaints<std::vector<int>>("[,1]") == malformed("expected a value, line 1 column 2"));
    REQUIRE(complaints<int>("1 2") == malformed("more follows after the value, line 1 column 3"));
    REQUIRE(complaints<int>("01") == malformed("a number with a leading zero, line 1 column 3"));
    REQUIRE(complaints<double>("1.") == malformed("a number ends too early, line 1 column 3"));
    REQUIRE(complaints<double>("1e+") == malformed("a number ends too early, line 1 column 4"));
    REQUIRE(complaints<double>("-") == malformed("the text ends too early, line 1 column 2"));
    REQUIRE(complaints<std::string>("\"a") == malformed("a string has no end, line 1 column 3"));
    REQUIRE(complaints<std::string>("\"a\tb\"") == malformed("a control character in a string, line 1 column 3"));
    REQUIRE(complaints<std::string>("\"\\x\"") == malformed("an unknown escape in a string, line 1 column 2"));
    REQUIRE(complaints<std::string>("\"\\u12G4\"") == malformed("\\u needs four hexadecimal digits, line 1 column 6"));
}

TEST_CASE("a syntax error takes the place of what was found before it", "[model]") {
    std::vector<FieldError> errors{{Place::query, "/kept", "x", "y"}};
    int out = 0;
    std::vector<int> list;
    REQUIRE(read_json("[\"x\",\"y\"", type_of<std::vector<int>>(), &list, errors) == ReadResult::malformed);
    REQUIRE(errors.size() == 2);
    REQUIRE(errors[0].pointer == "/kept");
    REQUIRE(errors[1].code == "parse_error");
    REQUIRE(read_json("7", type_of<int>(), &out, errors) == ReadResult::ok);
    REQUIRE(out == 7);
}

TEST_CASE("NaN and Infinity are no JSON", "[model]") {
    for (const char* text : {"NaN", "Infinity", "-Infinity", "nan"}) REQUIRE(from_json<double>(text).result == ReadResult::malformed);
}

TEST_CASE("invalid UTF-8 is malformed, wherever it stands", "[model]") {
    for (const std::string octets : {"\x80", "\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF8", "\xC3", "\xE2\x82", "\xF0\x9F\x98"}) {
        REQUIRE(from_json<std::string>("\"12345678" + octets + "\"").result == ReadResult::malformed);
        REQUIRE(from_json<Book>("{\"unknown\":\"" + octets + "\"}").result == ReadResult::malformed);
        REQUIRE(from_json<Book>("{\"" + octets + "\":1}").result == ReadResult::malformed);
        REQUIRE(from_json<Json>("\"" + octets + "\"").result == ReadResult::malformed);
    }
}

TEST_CASE("a name given twice is malformed where the object is read", "[model]") {
    REQUIRE(complaints<Book>(R"({"year":1,"unknown":1,"unknown":2})") == complaints<Book>(R"({"year":1})"));   // nobody here knows it
    REQUIRE(complaints<Book>(R"({"year":1,"year":1})") == malformed("a name is given twice, line 1 column 18"));
    REQUIRE(from_json<Book>(R"({"stock":{"a":1,"a":2}})").result == ReadResult::malformed);
    REQUIRE(from_json<Json>(R"([{"a":1,"a":2}])").result == ReadResult::malformed);
    REQUIRE(from_json<Json>(R"({"a":1,"\u0061":2})").result == ReadResult::malformed);
    REQUIRE(from_json<Book>(R"({"unknown":{"a":1,"a":2}})").result == ReadResult::invalid);
}

TEST_CASE("a lone surrogate is malformed outside string fields", "[model]") {
    REQUIRE(from_json<Json>("\"\\ud800\"").result == ReadResult::malformed);
    REQUIRE(from_json<Json>("{\"\\ud800\":1}").result == ReadResult::malformed);
    REQUIRE(from_json<Book>("{\"unknown\":\"\\udfff\"}").result == ReadResult::malformed);
}

TEST_CASE("a document cut short anywhere is malformed and nothing worse", "[model]") {
    REQUIRE(from_json<Book>(whole_book));
    for (std::size_t size = 0; size < whole_book.size(); ++size) {
        const std::vector<char> exact(whole_book.begin(), whole_book.begin() + static_cast<std::ptrdiff_t>(size));
        REQUIRE(from_json<Book>({exact.data(), exact.size()}).result == ReadResult::malformed);
        REQUIRE(from_json<Json>({exact.data(), exact.size()}).result == ReadResult::malformed);
    }
}

TEST_CASE("a document with any octet changed is read or refused, never worse", "[model]") {
    std::size_t refused = 0;
    for (std::size_t at = 0; at < whole_book.size(); ++at) {
        for (const char octet : {'\0', '"', '\\', '{', ']', ',', '0', 'x', '\x80', '\xF0', '\n'}) {
            std::string changed = whole_book;
            changed[at] = octet;
            const auto book = from_json<Book>(changed);
            if (book) REQUIRE(from_json<Book>(to_json(*book)));
            else ++refused;
            REQUIRE(book.errors.empty() == bool{book});
        }
    }
    REQUIRE(refused > whole_book.size());
}

TEST_CASE("what is nested too deeply is refused, however deep", "[model]") {
    const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    REQUIRE(from_json<Json>(nested(64)));
    REQUIRE(complaints<Json>(nested(65)) == malformed("nested too deeply, line 1 column 65"));
    REQUIRE(from_json<Json>(std::string(100'000, '[')).result == ReadResult::malformed);
    REQUIRE(from_json<Book>(R"({"unknown":)" + nested(63) + "}").result == ReadResult::invalid);
    REQUIRE(from_json<Book>(R"({"unknown":)" + nested(64) + "}").result == ReadResult::malformed);
    ReadOptions shallow;
    shallow.max_depth = 2;
    REQUIRE(from_json<Json>(nested(2), shallow));
    REQUIRE_FALSE(from_json<Json>(nested(3), shallow));
}

TEST_CASE("a million items are read", "[model]") {
    std::string text = "[0";
    for (int i = 1; i < 1'000'000; ++i) text += ",1";
    text += ']';
    const auto list = from_json<std::vector<int>>(text);
    REQUIRE(list->size() == 1'000'000);
    REQUIRE(from_json<Json>(text)->size() == 1'000'000);
}

TEST_CASE("strings of every length around the scanner's stride are read whole", "[model]") {
    for (std::size_t size = 1; size < 40; ++size) {
        for (std::size_t at = 0; at < size; ++at) {
            std::string text(size, 'a');
            text.replace(at, 1, "é");
            REQUIRE(*from_json<std::string>('"' + text + '"') == text);
            std::string escaped(size, 'a');
            escaped.replace(at, 1, "\\\"");
            std::string plain(size, 'a');
            plain.replace(at, 1, "\"");
            REQUIRE(*from_json<std::string>('"' + escaped + '"') == plain);
            REQUIRE(to_json(plain) == '"' + escaped + '"');
        }
    }
}

TEST_CASE("every code point survives a round trip", "[model]") {
    for (std::uint32_t point = 1; point <= 0x10FFFF; point += point < 0x3000 ? 1 : 0x3F) {
        if (point >= 0xD800 && point <= 0xDFFF) continue;
        const std::string escape = point < 0x10000 ? fmt::format("\\u{:04x}", point)
                                                   : fmt::format("\\u{:04x}\\u{:04x}", 0xD800 + ((point - 0x10000) >> 10),
                                                                 0xDC00 + ((point - 0x10000) & 0x3FF));
        const auto read = from_json<Json>('"' + escape + '"');
        REQUIRE(read);
        REQUIRE(*from_json<Json>(to_json(*read)) == *read);
    }
}

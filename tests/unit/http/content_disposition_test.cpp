#include <serval/http/content_disposition.hpp>

#include <catch2/catch.hpp>

using namespace serval;

TEST_CASE("a part's disposition names its field and its file", "[http]") {
    const auto disposition = ContentDisposition::parse("Form-Data ; NAME=\"a b\"; filename=\"caf\xC3\xA9.txt\"");
    REQUIRE(disposition);
    CHECK(disposition->type == "form-data");
    CHECK(disposition->name == "a b");
    CHECK(disposition->filename == "caf\xC3\xA9.txt");
    CHECK_FALSE(ContentDisposition::parse("form-data; name=x")->filename);
    CHECK(ContentDisposition::parse("form-data; name=x; filename=\"\"")->filename == "");
}

TEST_CASE("a backslash in a file name is kept unless it escapes", "[http]") {
    CHECK(ContentDisposition::parse(R"(form-data; filename="C:\temp\new.txt")")->filename == R"(C:\temp\new.txt)");
    CHECK(ContentDisposition::parse(R"(form-data; filename="a\"b\\c")")->filename == R"(a"b\c)");
    CHECK(ContentDisposition::parse("form-data; filename=\"%22\"")->filename == "%22");
}

TEST_CASE("an extended file name is skipped", "[http]") {
    const auto disposition = ContentDisposition::parse("form-data; name=x; filename*=UTF-8''evil.exe; filename=\"a.txt\"");
    CHECK(disposition->filename == "a.txt");
}

TEST_CASE("a disposition that can be read in two ways is refused", "[http]") {
    const auto text = GENERATE(as<std::string_view>{}, "", ";name=x", "form-data; name=\"x", "form-data; name", "form-data, name=x",
                               "form-data; name=a; name=b", "form-data; filename=a; FILENAME=b", "form-data; name=\"\xFF\"");
    CHECK_FALSE(ContentDisposition::parse(text));
}

TEST_CASE("a file's base name cannot leave its folder", "[http]") {
    const auto [name, base] = GENERATE(table<std::string_view, std::string_view>({
        {"a.txt", "a.txt"}, {"/etc/passwd", "passwd"}, {"..\\..\\boot.ini", "boot.ini"}, {"C:a.txt", "a.txt"},
        {"..", ""}, {".", ""}, {"a/..", ""}, {"a/", ""}, {"", ""}, {".hidden", ".hidden"}, {"a..b", "a..b"},
    }));
    CHECK(base_name(name) == base);
}

TEST_CASE("an attachment has a name that every browser understands", "[http]") {
    CHECK(attachment("report.pdf") == "attachment; filename=\"report.pdf\"");
    CHECK(attachment("caf\xC3\xA9 \"1\".txt") == "attachment; filename=\"caf__ _1_.txt\"; filename*=UTF-8''caf%C3%A9%20%221%22.txt");
    CHECK(attachment("a\r\nb\xFF") == "attachment; filename=\"a__b_\"");
    CHECK(attachment("a\nb") == "attachment; filename=\"a_b\"; filename*=UTF-8''a_b");
}

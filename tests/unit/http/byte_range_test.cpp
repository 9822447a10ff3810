#include <catch2/catch.hpp>

#include <serval/http/byte_range.hpp>
#include <serval/http/file_media_type.hpp>

using namespace serval;

namespace {

/** What a field asks for of a thousand octets: "first+size", "whole" or "none". */
std::string asked(std::string_view field, std::uint64_t size = 1000) {
    const RangeRequest request = RangeRequest::parse(field, size);
    if (request.kind == RangeRequest::Kind::whole) return "whole";
    if (request.kind == RangeRequest::Kind::unsatisfiable) return "none";
    return std::to_string(request.range.first) + "+" + std::to_string(request.range.size);
}

}  // namespace

TEST_CASE("a range is read as RFC 9110 §14.1.2 has it", "[http]") {
    CHECK(asked("bytes=0-499") == "0+500");
    CHECK(asked("bytes=500-999") == "500+500");
    CHECK(asked("bytes=-500") == "500+500");
    CHECK(asked("bytes=9-") == "9+991");
    CHECK(asked("bytes=0-0") == "0+1");
    CHECK(asked("bytes=-1") == "999+1");
    CHECK(asked("BYTES=999-") == "999+1");
    CHECK(asked(" bytes=1-2 ") == "1+2");
    CHECK(asked("bytes= 1-2") == "1+2");
}

TEST_CASE("a range ends where the representation does", "[http]") {
    CHECK(asked("bytes=900-1000") == "900+100");
    CHECK(asked("bytes=-2000") == "0+1000");
    CHECK(asked("bytes=0-99999999999999999999999999") == "0+1000");
    CHECK(asked("bytes=-99999999999999999999999999") == "0+1000");
}

TEST_CASE("what there is nothing of cannot be satisfied", "[http]") {
    CHECK(asked("bytes=1000-") == "none");
    CHECK(asked("bytes=1000-1001") == "none");
    CHECK(asked("bytes=99999999999999999999999999-") == "none");
    CHECK(asked("bytes=-0") == "none");
    CHECK(asked("bytes=0-", 0) == "none");
    CHECK(asked("bytes=-5", 0) == "whole");
}

TEST_CASE("a range that is malformed, of another unit or one of several is of no effect", "[http]") {
    for (const char* const field : {"", "bytes", "bytes=", "bytes=-", "bytes=5", "bytes=a-b", "bytes=1-b", "bytes=5-4", "bytes=--5", "bytes=+1-2", "bytes=1-2-3",
                                    "bytes = 1-2", "items=0-5", "bytes=0-1,5-6", "bytes=-1, 0-1", "bytes=0x1-2", "0-5"}) {
        CAPTURE(field);
        CHECK(asked(field) == "whole");
    }
}

TEST_CASE("a part says which one it is, and a refusal how much there is", "[http]") {
    CHECK(content_range({0, 500}, 1234) == "bytes 0-499/1234");
    CHECK(content_range({1233, 1}, 1234) == "bytes 1233-1233/1234");
    CHECK(unsatisfied_content_range(47022) == "bytes */47022");
}

TEST_CASE("a file's name tells its media type", "[http]") {
    CHECK(file_media_type("cover.png") == "image/png");
    CHECK(file_media_type("covers/dune.v2.JPEG") == "image/jpeg");
    CHECK(file_media_type("notes.txt") == "text/plain; charset=utf-8");
    CHECK(file_media_type("archive.tar.gz") == "application/gzip");
    CHECK(file_media_type("app.webmanifest") == "application/manifest+json");
}

TEST_CASE("a name that tells nothing stands for octets", "[http]") {
    for (const char* const name : {"", "README", "x.", "x.unheard-of", ".png", "folder.png/README", "folder/.txt"}) {
        CAPTURE(name);
        CHECK(file_media_type(name) == "application/octet-stream");
    }
}

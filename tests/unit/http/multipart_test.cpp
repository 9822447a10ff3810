#include <serval/http/multipart.hpp>

#include <nlohmann/json.hpp>

#include <serval/http/media_type.hpp>

#include "corpus.hpp"
#include "http/transfer_decoder.hpp"

using namespace serval;

namespace {

/** Writes down what it is told: one line for each part. */
struct Recorder final : MultipartSink {
    void begin_part(PartHead head) override {
        log += head.name + (head.is_file() ? " file " + *head.filename : std::string{" field"}) + " [";
    }
    void part_data(std::string_view piece) override {
        REQUIRE_FALSE(piece.empty());
        log += piece;
    }
    void end_part() override { log += "]\n"; }

    std::string log;
};

/** What a form consists of when it is cut before `first` and before `second`, or "refused". */
std::string recorded(std::string_view body, std::string_view boundary, std::size_t first, std::size_t second) {
    Recorder recorder;
    MultipartParser parser{boundary, recorder};
    const bool fed = parser.feed(body.substr(0, first)) && parser.feed(body.substr(first, second - first)) && parser.feed(body.substr(second));
    return fed && parser.finish() ? recorder.log : "refused";
}

std::string recorded(std::string_view body, std::string_view boundary = "b") {
    return recorded(body, boundary, body.size(), body.size());
}

std::string recorded_bytewise(std::string_view body, std::string_view boundary) {
    Recorder recorder;
    MultipartParser parser{boundary, recorder};
    for (const char c : body) {
        if (!parser.feed({&c, 1})) return "refused";
    }
    return parser.finish() ? recorder.log : "refused";
}

void check_at_every_split(std::string_view body, std::string_view boundary, const std::string& expected) {
    CHECK(recorded(body, boundary) == expected);
    CHECK(recorded_bytewise(body, boundary) == expected);
    for (std::size_t i = 0; i <= body.size(); ++i) {
        const std::string cut = recorded(body, boundary, i, std::min(i + 3, body.size()));
        if (cut != expected) FAIL("cut before " << i << " it reads " << cut);
    }
}

std::string form(std::string_view header, std::string_view content = "x") {
    return "--b\r\n" + std::string{header} + "\r\n\r\n" + std::string{content} + "\r\n--b--\r\n";
}

const std::string field = "Content-Disposition: form-data; name=f";

std::string base64(const std::string& text) {
    detail::TransferDecoder decoder;
    std::string out;
    REQUIRE(decoder.begin("base64"));
    REQUIRE(decoder.decode(text, out));
    return out;
}

std::string expectation(const nlohmann::json& row) {
    if (row["expect"] == "reject") return "refused";
    std::string log;
    for (const auto& part : row["parts"]) {
        const bool is_file = part["type"] == "file";
        log += part["name"].get<std::string>() + (is_file ? " file " + part["file_name"].get<std::string>() : " field");
        log += " [" + base64(part["data"]) + "]\n";
    }
    return log;
}

}  // namespace

TEST_CASE("a form's parts are read in order, however it is cut", "[http]") {
    const std::string body = "\r\n--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b\r\n"
                             "content-type: text/plain\r\ncontent-disposition: form-data; name=\"f\"; filename=\"x.txt\"\r\n\r\n"
                             "\r\n--\r\n--bb\r\n--b-\r\r\n--b\r\r\n\r\n--b\r\nContent-Disposition: form-data; name=e\r\n\r\n\r\n--b--epilogue";
    check_at_every_split(body, "b", "a field [1]\nf file x.txt [\r\n--\r\n--bb\r\n--b-\r\r\n--b\r\r\n]\ne field []\n");
}

TEST_CASE("a form may be empty", "[http]") { check_at_every_split("--b--\r\n", "b", ""); }

TEST_CASE("a form that is cut off is refused wherever that is", "[http]") {
    const std::string body = form(field);
    for (std::size_t size = 0; size < body.size() - 2; ++size) CHECK(recorded(body.substr(0, size)) == "refused");
}

TEST_CASE("a form that could be read in two ways is refused, however it is cut", "[http]") {
    const auto body = GENERATE(as<std::string>{}, "preamble\r\n--b--\r\n", "--b\n" + field + "\n\nx\n--b--\n", "--b \r\n" + field + "\r\n\r\nx\r\n--b--",
                               form(field + "\r\n folded: 1"), form("X: 1\r\n" + field + ";\r\n name=g"), form(field + "\nX: 1"),
                               form("Content-Disposition : form-data; name=f"), form("no colon"), form(": x"), form(field + "\r\nA: \x01"));
    check_at_every_split(body, "b", "refused");
}

TEST_CASE("each part is form-data and has a name", "[http]") {
    const auto header = GENERATE(as<std::string>{}, "Content-Type: text/plain", "Content-Disposition: attachment; name=f",
                                 "Content-Disposition: form-data", "Content-Disposition: form-data; filename=x", "Content-Disposition: form-data; name=\"f");
    const auto result = parse_multipart(form(header), "b");
    REQUIRE_FALSE(result);
    CHECK(result.fault() == MultipartFault::malformed);
}

TEST_CASE("a part tells all of its header", "[http]") {
    const auto result = parse_multipart(form(field + "; filename=\"a/b.png\"\r\nContent-Type: image/png\r\nX-Id: 7", "data"), "b");
    REQUIRE(result);
    REQUIRE(result->size() == 1);
    const Part& part = result->front();
    CHECK(part.head.name == "f");
    CHECK(part.head.filename == "a/b.png");
    CHECK(part.head.content_type == "image/png");
    CHECK(part.head.headers.find("x-id") == "7");
    CHECK(part.content == "data");
}

TEST_CASE("encoded content is decoded, and refused when it does not hold", "[http]") {
    const std::string header = field + "\r\nContent-Transfer-Encoding: base64";
    check_at_every_split(form(header, "VGVzdCAxMjM="), "b", "f field [Test 123]\n");
    check_at_every_split(form(header, "VGVz*"), "b", "refused");
    check_at_every_split(form(header, "VGV"), "b", "refused");
    CHECK(parse_multipart(form(field + "\r\nContent-Transfer-Encoding: x-other"), "b").fault() == MultipartFault::bad_encoding);
}

TEST_CASE("no more parts are read than the limit", "[http]") {
    std::string body;
    for (int i = 0; i < 3; ++i) body += "--b\r\n" + field + "\r\n\r\nx\r\n";
    body += "--b--";
    CHECK(parse_multipart(body, "b", {.parts = 3}));
    CHECK(parse_multipart(body, "b", {.parts = 2}).fault() == MultipartFault::too_many_parts);
}

TEST_CASE("a part's header is read up to its limit", "[http]") {
    const std::string lines = field + "\r\nX: " + std::string(100, 'x');
    const std::size_t size = lines.size() + 4;
    CHECK(parse_multipart(form(lines), "b", {.header_size = size}));
    CHECK(parse_multipart(form(lines), "b", {.header_size = size - 1}).fault() == MultipartFault::header_too_large);
    CHECK(parse_multipart("--b\r\n" + std::string(100'000, 'x'), "b").fault() == MultipartFault::header_too_large);
}

TEST_CASE("a boundary that is none is refused", "[http]") {
    const auto boundary = GENERATE(as<std::string>{}, "", "a ", "a\r\nb", "a\"b", "\xC3\xA9", std::string(71, 'a'));
    CHECK(parse_multipart("--b--", boundary).fault() == MultipartFault::bad_boundary);
}

TEST_CASE("the longest boundary is fine", "[http]") {
    const std::string boundary(70, 'a');
    CHECK(recorded("--" + boundary + "--", boundary) == "");
}

TEST_CASE("a fault stays, and can be told", "[http]") {
    Recorder recorder;
    MultipartParser parser{"b", recorder};
    CHECK_FALSE(parser.feed("nonsense"));
    CHECK_FALSE(parser.feed(form(field)));
    CHECK_FALSE(parser.finish());
    CHECK(parser.fault() == MultipartFault::malformed);
    CHECK_FALSE(describe(parser.fault()).empty());
}

TEST_CASE("the boundary stands in the content type", "[http]") {
    CHECK(multipart_boundary(MediaType{"Multipart/Form-Data; boundary=\"a b\""}) == "a b");
    CHECK_FALSE(multipart_boundary(MediaType{"multipart/form-data"}));
    CHECK_FALSE(multipart_boundary(MediaType{"multipart/mixed; boundary=a"}));
}

TEST_CASE("content that nearly is a delimiter all along is read in one pass", "[http]") {
    std::string content;
    for (int i = 0; i < 100'000; ++i) content += "\r\n--bo";
    const auto result = parse_multipart(form(field, content), "b");
    REQUIRE(result);
    CHECK(result->front().content == content);
}

TEST_CASE("forms are read as others' test data has it, at every split", "[http]") {
    const auto text = corpus("multipart.jsonl");
    if (!text) return;
    std::istringstream rows{*text};
    for (std::string line; std::getline(rows, line);) {
        const auto row = nlohmann::json::parse(line);
        INFO(row["id"]);
        // This row's body is delimited by two hyphens less than its boundary asks for.
        const std::string boundary = row["id"] == "single_field_blocks" ? "boundary" : row["boundary"].get<std::string>();
        check_at_every_split(base64(row["body"]), boundary, expectation(row));
    }
}

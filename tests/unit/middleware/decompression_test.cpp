#include <catch2/catch.hpp>

#include <serval/middleware/decompression.hpp>
#include <serval/serval.hpp>
#include <serval/testing/client.hpp>

#include "coding/content_coder.hpp"
#include "mistakes.hpp"

using namespace serval;
using serval::detail::ContentDecoder;
using serval::detail::ContentEncoder;

namespace {

struct Note {
    std::string text;
};

constexpr std::size_t limit = 20'000;

App make_app(DecompressionOptions options = {}) {
    App app{test::settings()};
    app.use(decompression(std::move(options))).body_limit(limit);
    app.post<"/notes">([](Body<Note> note) { return Text{std::to_string(note->text.size())}; });
    app.post<"/fields">([](const Request& request) {
        return Text{request.headers().contains("Content-Encoding") || request.headers().contains("Content-Length") ? "packed" : "unpacked"};
    });
    return app;
}

std::string packed(std::string text, std::string_view codings) {
    for (const char coding : codings) {   // g, d or b
        const auto name = coding == 'g' ? ContentCoding::gzip : coding == 'd' ? ContentCoding::deflate : ContentCoding::br;
        std::string out;
        detail::make_encoder(name, {9, 9})->encode(text, ContentEncoder::Then::end, out);
        text = std::move(out);
    }
    return text;
}

std::string note_of(std::size_t size) { return R"({"text":")" + std::string(size, 'a') + "\"}"; }

test::Response post(test::Client& client, std::string body, std::string_view codings, std::string_view path = "/notes") {
    return client.request(Method::post, path).body(std::move(body), "application/json").header("Content-Encoding", codings).send();
}

}  // namespace

TEST_CASE("a handler reads what the client packed, in any coding and in several", "[middleware]") {
    test::Client client{make_app()};
    const std::vector<std::pair<std::string, std::string>> cases{
        {"g", "gzip"}, {"g", "X-GZip"}, {"d", "deflate"}, {"b", "br"}, {"gb", "gzip, br"}, {"bdg", "br,deflate , gzip"}, {"", "identity"}, {"g", "identity, gzip"},
    };
    for (const auto& [how, field] : cases) {
        CAPTURE(field);
        const auto response = post(client, packed(note_of(10'000), how), field);
        CHECK(response.status() == Status::created);
        CHECK(response.body() == "10000");
    }
    CHECK(client.post("/notes", {{"text", "abc"}}).body() == "3");
    CHECK(post(client, "", "gzip").json()["errors"][0]["pointer"] == "/text");   // no content has nothing to unpack
    CHECK(post(client, packed("{}", "g"), "gzip", "/fields").body() == "unpacked");
}

TEST_CASE("gzip of several members is one text", "[middleware]") {
    test::Client client{make_app()};
    const std::string text = note_of(100);
    CHECK(post(client, packed(text.substr(0, 50), "g") + packed(text.substr(50), "g"), "gzip").body() == "100");
    CHECK(post(client, packed(text, "d") + packed("", "d"), "deflate").status() == Status::bad_request);
}

TEST_CASE("a coding that is not known is a 415 that says which are", "[middleware]") {
    test::Client client{make_app({.codings = {ContentCoding::gzip, ContentCoding::br}})};
    for (const std::string_view field : {"zstd", "gzip, compress", "deflate", "gzip;q=1", "gzip, gzip, gzip, gzip"}) {
        CAPTURE(field);
        const auto response = post(client, packed(note_of(10), "g"), field);
        CHECK(response.status() == Status::unsupported_media_type);
        CHECK(response.header("Accept-Encoding") == "gzip, br");
        CHECK(response.json()["code"] == "unsupported_content_coding");
    }
}

TEST_CASE("content that unpacks to more than the limit is refused, however small it came", "[middleware]") {
    test::Client client{make_app()};
    const std::size_t frame = note_of(0).size();
    CHECK(post(client, packed(note_of(limit - frame), "g"), "gzip").status() == Status::created);
    for (const std::string_view how : {"g", "d", "b", "gg", "bg", "ggg"}) {
        CAPTURE(how);
        std::string field;
        for (const char coding : how) field.append(field.empty() ? "" : ", ").append(coding == 'g' ? "gzip" : coding == 'd' ? "deflate" : "br");
        CHECK(post(client, packed(note_of(limit - frame + 1), how), field).status() == Status::content_too_large);
        CHECK(post(client, packed(std::string(50'000'000, ' '), how), field).status() == Status::content_too_large);
    }
}

TEST_CASE("of a bomb no more is unpacked than the limit and one octet", "[middleware]") {
    for (const ContentCoding coding : {ContentCoding::gzip, ContentCoding::deflate, ContentCoding::br}) {
        std::string bomb;
        detail::make_encoder(coding, {9, 9})->encode(std::string(10'000'000, 'x'), ContentEncoder::Then::end, bomb);
        std::string out;
        CHECK(detail::make_decoder(coding)->decode(bomb, out, 1000) == ContentDecoder::Outcome::too_large);
        CHECK(out.size() == 1001);
    }
}

TEST_CASE("broken content is a 400", "[middleware]") {
    test::Client client{make_app()};
    const std::string whole = packed(note_of(1000), "g");
    std::string flipped = whole;
    flipped[flipped.size() / 2] = static_cast<char>(flipped[flipped.size() / 2] ^ 0x55);
    std::string wrong_sum = whole;
    wrong_sum[wrong_sum.size() - 6] = static_cast<char>(wrong_sum[wrong_sum.size() - 6] ^ 1);
    for (const std::string& body : {note_of(3), whole.substr(0, whole.size() - 1), whole.substr(0, 5), whole + "x", flipped, wrong_sum, packed(note_of(3), "b")}) {
        CHECK(post(client, body, "gzip").status() == Status::bad_request);
    }
    CHECK(post(client, whole, "br").status() == Status::bad_request);
    CHECK(post(client, packed(note_of(3), "b") + "x", "br").status() == Status::bad_request);
    CHECK(post(client, packed(note_of(3), "gb"), "br, gzip").status() == Status::bad_request);   // the order counts
}

TEST_CASE("content is unpacked whatever the pieces that it comes in", "[middleware]") {
    const std::string text = note_of(5000);
    for (const ContentCoding coding : {ContentCoding::gzip, ContentCoding::deflate, ContentCoding::br}) {
        std::string whole;
        detail::make_encoder(coding, {6, 4})->encode(text, ContentEncoder::Then::end, whole);
        const auto decoder = detail::make_decoder(coding);
        std::string out;
        for (std::size_t i = 0; i + 1 < whole.size(); ++i) REQUIRE(decoder->decode(whole.substr(i, 1), out, limit) == ContentDecoder::Outcome::incomplete);
        CHECK(decoder->decode(whole.substr(whole.size() - 1), out, limit) == ContentDecoder::Outcome::complete);
        CHECK(out == text);
    }
}

TEST_CASE("a middleware that would take no coding is told when the app is built", "[middleware]") {
    App app = make_app({.codings = {}});
    CHECK(test::mistakes_of(app).size() == 1);
}

#include <catch2/catch.hpp>

#include <stdexcept>

#include <serval/middleware/compression.hpp>
#include <serval/serval.hpp>
#include <serval/testing/client.hpp>

#include "coding/content_coder.hpp"
#include "mistakes.hpp"
#include "pipeline/carrier.hpp"
#include "server/app_core.hpp"

using namespace serval;
using serval::detail::ContentDecoder;

namespace {

const std::string words = [] {
    std::string text;
    for (int i = 0; i < 500; ++i) text += "word " + std::to_string(i * i) + "\n";
    return text;
}();

/** What `packed` holds; nothing when it is no whole content of that coding. */
std::optional<std::string> unpacked(std::string_view coding, std::string_view packed) {
    if (coding.empty()) return std::string{packed};
    std::string out;
    const auto outcome = detail::make_decoder(content_coding(coding).value())->decode(packed, out, 1 << 28);
    if (outcome != ContentDecoder::Outcome::complete) return std::nullopt;
    return out;
}

/** Gives what it is told to, and tells what became of it. */
class Tape final : public ContentSource {
public:
    Tape(std::vector<std::pair<std::string, Pull>> pieces, bool* abandoned = nullptr) : pieces_{std::move(pieces)}, abandoned_{abandoned} {}
    Pull pull(std::string& out, ContentSink&) override {
        if (at_ == pieces_.size()) throw std::runtime_error{"torn"};
        out += pieces_[at_].first;
        return pieces_[at_++].second;
    }
    void abandon() noexcept override {
        if (abandoned_ != nullptr) *abandoned_ = true;
    }

private:
    std::vector<std::pair<std::string, Pull>> pieces_;
    std::size_t at_ = 0;
    bool* abandoned_;
};

/** Gives a piece of 16 KiB again and again. */
class Long final : public ContentSource {
public:
    explicit Long(int pieces) : left_{pieces} {}
    Pull pull(std::string& out, ContentSink&) override {
        for (std::size_t i = 0; i < 16 * 1024; ++i) out += static_cast<char>('a' + (seed_ = seed_ * 1103515245U + 12345U) % 64 / 4);
        return --left_ == 0 ? Pull::end : Pull::more;
    }

private:
    int left_;
    unsigned seed_ = 1;
};

using Pull = ContentSource::Pull;
const std::vector<std::pair<std::string, Pull>> two_events{{"data: 1\n\n", Pull::more}, {"", Pull::later}, {"data: 2\n\n", Pull::more}, {"", Pull::end}};

struct Sink final : ContentSink {
    void content_ready() override {}
};

App make_app(CompressionOptions options = {}) {
    App app{test::settings()};
    app.use(compression(std::move(options))).use(conditional());
    app.get<"/words">([] { return Text{words}; });
    app.get<"/short">([] { return Text{"word"}; });
    app.get<"/image">([] { return Response{Status::ok, words, "image/png"}; });
    app.get<"/problem">([] { return Response{Status::conflict, words, "application/problem+json; charset=utf-8"}; }).response(Status::conflict);
    app.get<"/packed">([] { return std::move(Response::text(words).set_header("Content-Encoding", "zstd")); });
    app.get<"/as-is">([] { return std::move(Response::text(words).set_header("Cache-Control", "max-age=5, No-Transform")); });
    app.get<"/part">([] { return std::move(Response::text(words).set_status(Status::partial_content)); }).response(Status::partial_content);
    app.get<"/nothing">([] { return Response{Status::no_content}; }).response(Status::no_content);
    app.get<"/file">([] { return std::move(Response::text(words).set_header("ETag", "\"v1\"").set_header("Accept-Ranges", "bytes")); });
    app.get<"/noise">([] { return Text{[] {
        std::string noise;
        for (unsigned i = 0, seed = 7; i < 2000; ++i) noise += static_cast<char>((seed = seed * 1664525U + 1013904223U) >> 24U);
        return noise;
    }()}; });
    app.get<"/streamed">([] { return Response::stream(std::make_unique<Long>(3), "text/plain"); });
    app.get<"/events">([] { return Response::stream(std::make_unique<Tape>(two_events), "text/event-stream"); });
    return app;
}

test::Response ask(test::Client& client, std::string_view path, std::string_view accepted, Method method = Method::get) {
    return client.request(method, path).header("Accept-Encoding", accepted).send();
}

/** The source of a streamed answer, as the transport has it. */
std::unique_ptr<ContentSource> source_of(App& app, std::string_view path, std::string_view accepted) {
    app.build();
    Request request{Method::get, path};
    request.headers().add("Accept-Encoding", accepted);
    test::Carrier carrier{std::move(request)};
    carrier.carry(app.core().pipeline());
    return carrier.response.take_source();
}

}  // namespace

TEST_CASE("the coding is the one that the client weighs highest, of those that are offered", "[middleware]") {
    test::Client client{make_app()};
    const std::vector<std::pair<std::string, std::string>> cases{
        {"gzip", "gzip"},
        {"GZIP", "gzip"},
        {"br", "br"},
        {"gzip, deflate, br", "br"},
        {"gzip;q=1.0, br;q=0.9", "gzip"},
        {"gzip;q=0.001", "gzip"},
        {"*", "br"},
        {"br;q=0, *", "gzip"},
        {"gzip;q=0", ""},
        {"gzip;q=0, br;q=0.0, *;q=0.5", ""},
        {"*;q=0, identity", ""},
        {"identity", ""},
        {"identity;q=1, gzip;q=0.5", ""},
        {"identity;q=0.5, gzip;q=0.5", "gzip"},
        {"zstd", ""},
        {"deflate", ""},
        {"", ""},
        {"nonsense;;;,,gzip;q=2", "gzip"},
    };
    for (const auto& [accepted, coding] : cases) {
        CAPTURE(accepted);
        const auto response = ask(client, "/words", accepted);
        CHECK(response.status() == Status::ok);
        CHECK(response.header("Content-Encoding") == coding);
        CHECK(response.header("Vary") == "Accept-Encoding");
        CHECK(unpacked(coding, response.body()) == words);
    }
    CHECK(client.get("/words").body() == words);
    CHECK(client.get("/words").header("Vary") == "Accept-Encoding");
}

TEST_CASE("what is compressed is smaller, in every coding", "[middleware]") {
    test::Client client{make_app({.codings = {ContentCoding::deflate, ContentCoding::gzip, ContentCoding::br}})};
    for (const std::string coding : {"deflate", "gzip", "br"}) {
        CAPTURE(coding);
        const auto response = ask(client, "/words", coding);
        CHECK(response.header("Content-Encoding") == coding);
        CHECK(response.body().size() < words.size() / 2);
        CHECK(unpacked(coding, response.body()) == words);
    }
    CHECK(ask(client, "/words", "br, gzip, deflate").header("Content-Encoding") == "deflate");
}

TEST_CASE("answers that would not profit, or may not be touched, go as they are", "[middleware]") {
    test::Client client{make_app()};
    for (const std::string_view path : {"/short", "/image", "/as-is", "/part"}) {
        CAPTURE(path);
        const auto response = ask(client, path, "gzip, br");
        CHECK(response.header("Content-Encoding").empty());
        CHECK(response.header("Vary").empty());
        CHECK((response.body() == words || response.body() == "word"));
    }
    CHECK(ask(client, "/packed", "gzip").header("Content-Encoding") == "zstd");
    CHECK(ask(client, "/packed", "gzip").body() == words);
    CHECK(ask(client, "/nothing", "gzip").header("Content-Encoding").empty());
    CHECK(ask(client, "/noise", "gzip").header("Content-Encoding").empty());   // it would grow
    CHECK(ask(client, "/noise", "gzip").header("Vary") == "Accept-Encoding");
    CHECK(ask(client, "/problem", "gzip").header("Content-Encoding") == "gzip");
}

TEST_CASE("a client that refuses plain content is obeyed, or told so before anything is done", "[middleware]") {
    int calls = 0;
    App app = make_app();
    app.post<"/count">([&calls] { return Text{std::to_string(++calls)}; });
    test::Client client{std::move(app)};
    CHECK(ask(client, "/short", "gzip, identity;q=0").header("Content-Encoding") == "gzip");
    CHECK(unpacked("gzip", ask(client, "/short", "gzip, identity;q=0").body()) == "word");
    CHECK(ask(client, "/image", "br, *;q=0").header("Content-Encoding") == "br");
    CHECK(ask(client, "/packed", "gzip, identity;q=0").header("Content-Encoding") == "zstd");
    for (const std::string_view accepted : {"identity;q=0", "*;q=0", "zstd, identity;q=0", "gzip;q=0, br;q=0, *;q=0"}) {
        CAPTURE(accepted);
        CHECK(ask(client, "/count", accepted, Method::post).status() == Status::not_acceptable);
    }
    CHECK(calls == 0);
}

TEST_CASE("an answer to HEAD says what the one to GET says", "[middleware]") {
    test::Client client{make_app()};
    for (const std::string_view path : {"/words", "/short", "/streamed", "/image"}) {
        CAPTURE(path);
        const auto got = ask(client, path, "gzip");
        const auto head = ask(client, path, "gzip", Method::head);
        CHECK(head.body().empty());
        for (const std::string_view field : {"Content-Encoding", "Vary", "ETag", "Content-Type"}) CHECK(head.header(field) == got.header(field));
    }
}

TEST_CASE("a compressed answer's tag is weak, and spares the client the answer as the strong one does", "[middleware]") {
    test::Client client{make_app()};
    CHECK(ask(client, "/file", "identity").header("ETag") == "\"v1\"");
    const auto packed = ask(client, "/file", "gzip");
    CHECK(packed.header("ETag") == "W/\"v1\"");
    CHECK(packed.header("Accept-Ranges").empty());
    CHECK(ask(client, "/file", "identity").header("Accept-Ranges") == "bytes");
    const auto kept = client.request(Method::get, "/file").header("Accept-Encoding", "gzip").header("If-None-Match", "W/\"v1\"").send();
    CHECK(kept.status() == Status::not_modified);
    CHECK(kept.header("ETag") == "W/\"v1\"");
    CHECK(kept.header("Vary") == "Accept-Encoding");
    CHECK(kept.header("Content-Encoding").empty());
    const auto kept_plain = client.request(Method::get, "/file").header("Accept-Encoding", "gzip").header("If-None-Match", "\"v0\", \"v1\"").send();
    CHECK(kept_plain.status() == Status::not_modified);
    CHECK(kept_plain.header("ETag") == "\"v1\"");   // which still fits If-Match
    const std::string made = ask(client, "/words", "gzip").header("ETag");
    CHECK(made == "W/" + ask(client, "/words", "identity").header("ETag"));
}

TEST_CASE("streamed content is compressed piece by piece, and no event is held back", "[middleware]") {
    for (const std::string coding : {"gzip", "br"}) {
        CAPTURE(coding);
        App app = make_app();
        const auto source = source_of(app, "/events", coding);
        REQUIRE(source != nullptr);
        CHECK_FALSE(source->length().has_value());
        const auto decoder = detail::make_decoder(content_coding(coding).value());
        std::string out;
        std::string read;
        Sink sink;
        const auto pull = [&] {
            out.clear();
            const Pull result = source->pull(out, sink);
            static_cast<void>(decoder->decode(out, read, 1000));
            return result;
        };
        CHECK(pull() == Pull::more);
        CHECK(read == "data: 1\n\n");
        CHECK(pull() == Pull::later);
        CHECK(out.empty());
        CHECK(pull() == Pull::more);
        CHECK(read == "data: 1\n\ndata: 2\n\n");
        CHECK(pull() == Pull::end);
        CHECK(decoder->decode("", read, 1000) == ContentDecoder::Outcome::complete);
    }
}

TEST_CASE("a long stream takes no more memory than a short one", "[middleware]") {
    for (const std::string coding : {"gzip", "br"}) {
        CAPTURE(coding);
        App app = make_app();
        app.get<"/long">([] { return Response::stream(std::make_unique<Long>(400), "text/plain"); });
        const auto source = source_of(app, "/long", coding);
        const auto decoder = detail::make_decoder(content_coding(coding).value());
        Sink sink;
        std::size_t longest = 0;
        std::size_t octets = 0;
        for (Pull result = Pull::more; result != Pull::end;) {
            std::string out;
            std::string read;
            result = source->pull(out, sink);
            longest = std::max(longest, out.size());
            static_cast<void>(decoder->decode(out, read, 1 << 20));
            octets += read.size();
        }
        CHECK(octets == 400 * 16 * 1024);
        CHECK(longest < 24 * 1024);
    }
}

TEST_CASE("a stream that shrinks to nearly nothing lets others have their turn", "[middleware]") {
    struct Counting final : ContentSink {
        void content_ready() override { ++told; }
        int told = 0;
    };
    App app = make_app();
    app.get<"/long">([] { return Response::stream(std::make_unique<Long>(400), "text/plain"); });
    auto source = source_of(app, "/long", "gzip");
    const auto loop = make_loop();
    Counting sink;
    std::string out;
    const auto pull_until_later = [&] {
        int pulls = 1;
        while (source->pull(out, sink) == Pull::more) ++pulls;
        return pulls;
    };
    int pulls = 0;
    loop->post([&] { pulls = pull_until_later(); });
    loop->run_until([&] { return sink.told == 1; });
    CHECK(pulls == 9);   // eight pieces of 16 KiB, and one that is not given
    bool is_over = false;
    loop->post([&] {
        pulls = pull_until_later();
        source.reset();
        loop->post([&] { is_over = true; });
    });
    loop->run_until([&] { return is_over; });
    CHECK(pulls == 9);
    CHECK(sink.told == 1);   // nobody is told of a stream that is gone
}

TEST_CASE("a stream's end, its failure and its being given up pass through", "[middleware]") {
    test::Client client{make_app()};
    CHECK(unpacked("gzip", ask(client, "/streamed", "gzip").body())->size() == 3 * 16 * 1024);
    CHECK(ask(client, "/streamed", "identity").body().size() == 3 * 16 * 1024);
    bool abandoned = false;
    App app = make_app();
    app.get<"/torn">([&] {
        return Response::stream(std::make_unique<Tape>(std::vector<std::pair<std::string, Pull>>{{"a", Pull::more}}, &abandoned), "text/plain");
    });
    const auto source = source_of(app, "/torn", "gzip");
    std::string out;
    Sink sink;
    CHECK(source->pull(out, sink) == Pull::more);
    CHECK_THROWS_WITH(source->pull(out, sink), "torn");
    source->abandon();
    CHECK(abandoned);
}

TEST_CASE("compression that is at odds with itself is told when the app is built", "[middleware]") {
    App app = make_app({.codings = {}, .types = {"text", "text/plain; charset=utf-8", "+", "text/*", "+json", "a/b"}, .gzip_level = 0, .brotli_quality = 12});
    CHECK(test::mistakes_of(app).size() == 6);
    App twice = make_app({.codings = {ContentCoding::br, ContentCoding::br}});
    CHECK(test::mistakes_of(twice).size() == 1);
}

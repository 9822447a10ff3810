#include <catch2/catch.hpp>

#include <serval/serval.hpp>
#include <serval/testing.hpp>

using namespace serval;

namespace {

/** What a handler's result comes to on the wire. */
template <class Handler>
test::Response answer(Handler handler) {
    App app{test::settings()};
    app.get<"/">(handler);
    test::Client client{std::move(app)};
    return client.render_errors().get("/");
}

}  // namespace

TEST_CASE("a string literal is answered as a JSON string, as a std::string is", "[serialization]") {
    const auto literal = answer([] { return "say \"hello\""; });
    CHECK(literal.status() == Status::ok);
    CHECK(literal.header("Content-Type") == "application/json");
    CHECK(literal.body() == R"("say \"hello\"")");
    CHECK(answer([] { return std::string{"say \"hello\""}; }).body() == literal.body());
}

TEST_CASE("a string literal may be one of several outcomes", "[serialization]") {
    using Outcome = OneOf<const char*, NotFound>;
    const char* const found = "found";
    CHECK(answer([found]() -> Outcome { return found; }).body() == R"("found")");
    CHECK(answer([]() -> Outcome { return NotFound{}; }).status() == Status::not_found);
}

TEST_CASE("a null pointer for a text is an error of the handler's", "[serialization]") {
    CHECK(answer([]() -> const char* { return nullptr; }).status() == Status::internal_server_error);
}

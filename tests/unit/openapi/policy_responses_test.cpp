// What policies and middlewares answer by themselves, as the document tells it.
#include <algorithm>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <serval/authentication/jwt_auth.hpp>
#include <serval/authentication/token_auth.hpp>
#include <serval/session/session_auth.hpp>
#include <serval/testing.hpp>

#include "lost_store.hpp"
#include "server/app_core.hpp"

using namespace serval;
using namespace std::chrono_literals;

namespace {

struct Note {
    std::string text;
};

Json document_of(App& app) {
    app.build();
    return Json::parse(detail::openapi_text(app.core(), DocumentFormat::json));
}

using Statuses = std::vector<std::string>;

Statuses statuses_of(const Json& document, const char* path, const char* method) {
    Statuses all;
    for (const auto& [status, response] : document.at("paths").at(path).at(method).at("responses").items()) all.push_back(status);
    return all;
}

/** The statuses that `wrap` adds to those of GET and POST /notes. */
template <class Wrap>
std::pair<Statuses, Statuses> added_by(Wrap wrap) {
    const auto statuses = [](App& app) {
        app.get<"/notes">([] { return Note{}; });
        app.post<"/notes">([](Body<Note> note) { return *note; });
        const Json document = document_of(app);
        return std::pair{statuses_of(document, "/notes", "get"), statuses_of(document, "/notes", "post")};
    };
    App plain{test::settings()};
    App wrapped{test::settings()};
    wrap(wrapped);
    auto before = statuses(plain);
    auto after = statuses(wrapped);
    const auto beyond = [](Statuses all, const Statuses& known) {
        std::erase_if(all, [&](const std::string& status) { return std::find(known.begin(), known.end(), status) != known.end(); });
        return all;
    };
    return {beyond(after.first, before.first), beyond(after.second, before.second)};
}

template <class Middleware>
std::pair<Statuses, Statuses> added_with(Middleware middleware) {
    return added_by([&](App& app) { app.use(middleware); });
}

/** Answers teapots to whoever wants coffee. */
class Teapot final : public Middleware {
public:
    std::optional<Response> enter(Request&) override { return Response{Status{418}, "", ""}; }
    std::string name() const override { return "teapot"; }
    void describe(const DescribedOperation& operation, DeclaredResponses& responses) const override {
        if (operation.path == "/notes" && operation.takes_content) responses.problem(Status{418}, "Short and stout.");
    }
};

const std::pair<Statuses, Statuses> nothing{};
const std::pair<Statuses, Statuses> unavailable{{"503"}, {"503"}};

}  // namespace

TEST_CASE("what middlewares answer by themselves is told of the operations that they stand around", "[openapi]") {
    CHECK(added_with(maintenance(std::make_shared<MaintenanceSwitch>())) == unavailable);
    CHECK(added_with(maintenance(std::make_shared<MaintenanceSwitch>(), {.open = {"/notes"}})) == nothing);
    CHECK(added_with(timeout(1s)) == unavailable);
    CHECK(added_with(concurrency_limit(8)) == unavailable);
    CHECK(added_with(csrf()) == std::pair{Statuses{}, Statuses{"403"}});
    CHECK(added_with(trusted_hosts({"shop.example"})) == std::pair{Statuses{"400"}, Statuses{}});   // input may be a 400 as well
    CHECK(added_with(conditional()) == std::pair{Statuses{"304", "412"}, Statuses{}});
    CHECK(added_with(security_headers()) == nothing);
}

TEST_CASE("decompression tells which codings a 415 asks for", "[openapi]") {
    App app{test::settings()};
    app.use(decompression());
    app.get<"/notes">([] { return Note{}; });
    app.post<"/notes">([](Body<Note> note) { return *note; });
    const Json document = document_of(app);
    CHECK(document.at("components").at("responses").at("UnsupportedMediaType").at("headers").contains("Accept-Encoding"));
    CHECK_FALSE(document.at("paths").at("/notes").at("get").at("responses").contains("415"));
}

TEST_CASE("a middleware of one's own tells what it answers, at whichever level it stands", "[openapi]") {
    CHECK(added_with(std::make_shared<Teapot>()) == std::pair{Statuses{}, Statuses{"418"}});
    App app{test::settings()};
    app.post<"/notes">([](Body<Note> note) { return *note; }).use(std::make_shared<Teapot>());
    app.post<"/others">([](Body<Note> note) { return *note; }).use(std::make_shared<Teapot>());
    const Json document = document_of(app);
    CHECK(document.at("paths").at("/notes").at("post").at("responses").at("418").at("description") == "Short and stout.");
    CHECK_FALSE(document.at("paths").at("/others").at("post").at("responses").contains("418"));
}

TEST_CASE("a middleware's answers can be left out of the documentation as others can", "[openapi]") {
    CHECK(added_by([](App& app) { app.use(timeout(1s)).exclude_responses(Status::service_unavailable); }) == nothing);
    App app{test::settings()};
    app.use(timeout(1s)).use(trusted_hosts({"shop.example"}));
    app.get<"/notes">([] { return Note{}; }).automatic_responses(none);
    CHECK(statuses_of(document_of(app), "/notes", "get") == Statuses{"200"});
}

TEST_CASE("a 503 is one of all, with its Retry-After", "[openapi]") {
    App app{test::settings()};
    app.use(timeout(1s)).use(concurrency_limit(8)).store_in(std::make_shared<test::LostStore>());
    app.get<"/notes">([] { return Note{}; }).throttle(throttle::anonymous("1/s"));
    const Json document = document_of(app);
    CHECK(document.at("paths").at("/notes").at("get").at("responses").at("503").at("$ref") == "#/components/responses/ServiceUnavailable");
    CHECK(document.at("components").at("responses").at("ServiceUnavailable").at("headers").contains("Retry-After"));
}

TEST_CASE("what fails closed tells of its 503 where the store may be out of reach", "[openapi]") {
    const auto has_503 = [](const std::shared_ptr<SharedStore>& store, auto say) {
        App app{test::settings()};
        app.store_in(store);
        auto route = app.post<"/notes">([](Body<Note> note) { return *note; });
        say(app, route, store);
        const auto statuses = statuses_of(document_of(app), "/notes", "post");
        return std::find(statuses.begin(), statuses.end(), "503") != statuses.end();
    };
    const auto memory = std::make_shared<MemoryStore>();
    const auto far = std::make_shared<test::LostStore>();
    const auto only_far = [&](auto say) { return has_503(far, say) && !has_503(memory, say); };
    const auto never = [&](auto say) { return !has_503(far, say) && !has_503(memory, say); };
    const auto key = JwsKey::from_secret(JwsAlgorithm::hs256, std::string(32, 's'));

    CHECK(never([](App&, auto&, auto&) {}));
    CHECK(only_far([](App&, auto& route, auto&) { route.throttle(throttle::anonymous("1/s")); }));
    CHECK(never([](App&, auto& route, auto&) { route.throttle(throttle::anonymous("1/s").fail_open()); }));
    CHECK(only_far([](App&, auto& route, auto&) { route.throttle(throttle::anonymous("1/s").fail_open(), throttle::anonymous("9/min")); }));
    CHECK(only_far([](App&, auto& route, auto&) { route.idempotent(); }));
    CHECK(never([](App&, auto& route, auto&) { route.idempotent({.fails_open = true}); }));
    CHECK(only_far([](App&, auto& route, auto& store) { route.authenticate(TokenAuth{OpaqueTokens{store}}); }));
    CHECK(never([&](App&, auto& route, auto& store) { route.authenticate(JwtAuth{JwtTokens{key, store}}); }));
    CHECK(only_far([&](App&, auto& route, auto& store) { route.authenticate(JwtAuth{JwtTokens{key, store, {.check_access = true}}}); }));
    CHECK(only_far([&](App&, auto& route, auto& store) { route.authenticate(JwtAuth{JwtTokens{key, store}, JwtTokenType::sliding}); }));
    CHECK(never([&](App&, auto& route, auto&) { route.authenticate(JwtAuth{JwtVerifier{key, {}}}); }));
    CHECK(only_far([](App& app, auto& route, auto& store) {
        const Sessions sessions{store};
        app.use(sessions.middleware());
        route.authenticate(SessionAuth{sessions});
    }));
}

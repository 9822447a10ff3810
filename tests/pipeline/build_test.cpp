#include "mistakes.hpp"
#include "pipeline/recorder.hpp"

using namespace serval;

namespace {

struct Word {
    std::string word;
};
struct Unknown {};
struct First;
struct Second {
    explicit Second(First& first) : first_{first} {}
    First& first_;
};
struct First {
    explicit First(Second& second) : second_{second} {}
    Second& second_;
};

class NeedsUnknown {
public:
    explicit NeedsUnknown(Unknown&) {}
    static void routes(Routes<NeedsUnknown>& r) { r.get<"">(&NeedsUnknown::get); }
    Word get() { return {"x"}; }
};

std::string mistakes_of(App& app) {
    try {
        app.build();
    } catch (const AppError& error) {
        return error.what();
    }
    return "none";
}

bool says(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("every mistake is told when the app is built, each with its route", "[pipeline]") {
    App app{test::settings()};
    app.get<"/twice">([] { return Word{"a"}; }).name("same");
    app.get<"/twice">([] { return Word{"b"}; });
    app.get<"/other">([] { return Word{"c"}; }).name("same");
    app.get<"/inject">([](Inject<Unknown>) { return Word{"d"}; });
    app.get<"/user">([](CurrentUser) { return Word{"e"}; });
    app.get<"/both">([]() -> Task<Word> { co_return Word("f"); }).blocking();
    app.get<"/empty">([] { return Word{"g"}; }).status(Status::no_content);
    app.mount<"/controller", NeedsUnknown>();
    const std::string text = mistakes_of(app);
    CHECK(says(text, "GET /twice"));
    CHECK(says(text, "\"same\""));
    CHECK(says(text, "GET /inject takes Inject<"));
    CHECK(says(text, "GET /user takes CurrentUser"));
    CHECK(says(text, "GET /both is a coroutine and .blocking()"));
    CHECK(says(text, "GET /empty answers 204"));
    CHECK(says(text, "NeedsUnknown\" needs"));
}

TEST_CASE("a duplicate route is told once, with what to do", "[pipeline]") {
    App app{test::settings()};
    app.get<"/twice/{id}">([](Path<"id", int>) { return Word{"a"}; });
    app.get<"/twice/{number}">([](Path<"number", int>) { return Word{"b"}; });
    app.get<"/inject">([](Inject<Unknown>) { return Word{"c"}; });
    const std::vector<std::string> mistakes = test::mistakes_of(app);
    REQUIRE(mistakes.size() == 2);
    CHECK(mistakes[1] == "GET /twice/{number} matches the same requests as GET /twice/{id}: remove one of them, or give it "
                         "another method or pattern");
}

TEST_CASE("an app that failed tells the same mistakes when it is built again", "[pipeline]") {
    Settings settings = test::settings();
    settings.log.access = true;
    App app{std::move(settings)};
    app.get<"/twice">([] { return Word{"a"}; });
    app.get<"/twice">([] { return Word{"b"}; });
    app.mount<"/controller", NeedsUnknown>();
    const std::vector<std::string> mistakes = test::mistakes_of(app);
    CHECK(mistakes.size() == 3);
    CHECK(test::mistakes_of(app) == mistakes);
}

TEST_CASE("an app that failed can be mended and built again", "[pipeline]") {
    App app{test::settings()};
    app.mount<"/controller", NeedsUnknown>();
    REQUIRE_FALSE(test::mistakes_of(app).empty());
    app.own(Unknown{});
    test::Client client{std::move(app)};
    CHECK(client.get("/controller").as<Word>().word == "x");
    CHECK(client.get("/healthz").status() == Status::ok);
    CHECK(client.get("/openapi.json").json()["paths"].size() == 1);
}

namespace {

struct Crossed {
    int low = 0;
    std::string code;
    int count = 9;

    static void describe(Fields<Crossed>& f) {
        f.on<&Crossed::low>().range(5, 1);
        f.on<&Crossed::code>().pattern("(?=x)");
        f.on<&Crossed::count>().max(3).otherwise(7);
    }
};
struct Thrower {
    int field = 0;
    static void describe(Fields<Thrower>&) { throw std::runtime_error{"no such luck"}; }
};

}  // namespace

TEST_CASE("models that are at odds with themselves are told with route and field, all of them", "[pipeline]") {
    App app{test::settings()};
    app.post<"/in">([](Body<Crossed>) { return 1; });
    app.get<"/out">([] { return std::vector<Thrower>{}; });
    app.get<"/declared">([] { return Response{}; }).response<Crossed>(Status::accepted);
    const std::string text = mistakes_of(app);
    for (const char* route : {"POST /in", "GET /declared"}) {
        for (const char* field : {"\"low\": its least value", "\"code\": ", "\"count\": its default 7 breaks its own rules"}) {
            CAPTURE(route, field);
            const auto at = text.find(std::string{route} + " uses a model");
            REQUIRE(at != std::string::npos);
            CHECK(text.find(field, at) != std::string::npos);
        }
    }
    CHECK(says(text, "GET /out uses a model"));
    CHECK(says(text, "no such luck"));
}

TEST_CASE("parameters that are at odds with themselves are told", "[pipeline]") {
    App app{test::settings()};
    app.get<"/crossed">([](Query<"limit", int, range(9, 1)>) { return 1; });
    app.get<"/default">([](Query<"limit", int, range(1, 9), otherwise(20)>) { return 1; });
    app.get<"/pattern">([](Query<"code", std::string, pattern("(?=x)")>) { return 1; });
    const std::string text = mistakes_of(app);
    CHECK(says(text, "GET /crossed takes \"limit\", which is at odds with itself: its least value"));
    CHECK(says(text, "GET /default takes \"limit\", which is at odds with itself: its default 20"));
    CHECK(says(text, "GET /pattern takes \"code\""));
}

TEST_CASE("policies for users are a mistake where nobody finds out who asks", "[pipeline]") {
    App app{test::settings()};
    app.get<"/staff">([] { return 1; }).permit(is_staff);
    app.get<"/composed">([] { return 1; }).permit(is_authenticated && !is_staff);
    app.get<"/either">([] { return 1; }).permit(is_staff || allow_any);
    app.get<"/read">([] { return 1; }).permit(is_authenticated_or_read_only);
    app.post<"/write">([] { return 1; }).permit(is_authenticated_or_read_only);
    app.get<"/throttle">([] { return 1; }).throttle(throttle::user("1/s"));
    app.get<"/cache">([] { return 1; }).cache(std::chrono::seconds{1}, vary::by_user);
    app.get<"/cached">([] { return 1; }).cache(std::chrono::seconds{1});
    const std::string text = mistakes_of(app);
    CHECK(says(text, "GET /staff permits is_staff, which is for users, but no authenticator holds there"));
    CHECK(says(text, "GET /composed permits"));
    CHECK_FALSE(says(text, "GET /either"));
    CHECK_FALSE(says(text, "GET /read"));
    CHECK(says(text, "POST /write permits"));
    CHECK(says(text, "GET /throttle throttles \"user 1/1s\", which counts users"));
    CHECK(says(text, "GET /cache caches by user"));
    CHECK_FALSE(says(text, "GET /cached"));
}

TEST_CASE("an endpoint that switches authentication off may inherit throttles for users, but not permissions", "[pipeline]") {
    App app{test::settings()};
    app.authenticate(test::HeaderAuthenticator{});
    app.throttle(throttle::user("1/s"));
    app.get<"/open">([] { return 1; }).authenticate(none);
    app.get<"/closed">([] { return 1; }).authenticate(none).permit(is_authenticated);
    const std::string text = mistakes_of(app);
    CHECK_FALSE(says(text, "GET /open"));
    CHECK(says(text, "GET /closed permits"));
}

TEST_CASE("dependencies in a circle are told", "[pipeline]") {
    App app{test::settings()};
    app.provide<First>([](Second& second) { return std::make_shared<First>(second); });
    app.provide<Second>([](First& first) { return std::make_shared<Second>(first); });
    CHECK(says(mistakes_of(app), "needs itself"));
}

TEST_CASE("a dependency of the app cannot need one of a request", "[pipeline]") {
    App app{test::settings()};
    app.provide_per_request<Unknown>([](Request&) { return Unknown{}; });
    app.mount<"/controller", NeedsUnknown>();
    CHECK(says(mistakes_of(app), "lives for one request"));
}

TEST_CASE("dependencies are made once for the app, or once for each request", "[pipeline]") {
    struct Counter {
        int value = 0;
    };
    struct Session {
        std::string path;
        int number = 0;
    };
    App app{test::settings()};
    app.own(Counter{});
    app.provide_per_request<Session>([](Request& request, Counter& counter) { return Session{std::string{request.path()}, ++counter.value}; });
    app.get<"/a">([](Inject<Session> one, Inject<Session> other) { return Word{one->path + std::to_string(one->number) + std::to_string(other->number)}; });
    test::Client client{std::move(app)};
    CHECK(client.get("/a").as<Word>().word == "/a11");
    CHECK(client.get("/a").as<Word>().word == "/a22");
}

TEST_CASE("a test puts its own dependency in the place of the app's", "[pipeline]") {
    struct Greeter {
        std::string word = "real";
    };
    App app{test::settings()};
    app.own(Greeter{});
    app.get<"/">([](Inject<Greeter> greeter) { return Word{greeter->word}; });
    app.own(Greeter{"fake"});
    test::Client client{std::move(app)};
    CHECK(client.get("/").as<Word>().word == "fake");
}

TEST_CASE("many apps live in one process, and an app may be moved before it is built", "[pipeline]") {
    const auto make = [](std::string word) {
        App app{test::settings()};
        app.get<"/">([word] { return Word{word}; });
        return app;
    };
    test::Client one{make("one")};
    test::Client two{make("two")};
    CHECK(one.get("/").as<Word>().word == "one");
    CHECK(two.get("/").as<Word>().word == "two");
}

TEST_CASE("health and readiness are answered for whoever asks", "[pipeline]") {
    bool ready = true;
    App app{test::settings()};
    app.authenticate(test::HeaderAuthenticator{});
    app.permit(is_staff);
    app.ready_when("database", [&ready] { return ready; });
    test::Client client{std::move(app)};
    CHECK(client.get("/healthz").json()["status"] == "ok");
    CHECK(client.get("/readyz").json()["checks"]["database"] == true);
    ready = false;
    CHECK(client.get("/readyz").status() == Status::service_unavailable);
}

TEST_CASE("start-up and shut-down hooks run around an app's life", "[pipeline]") {
    std::vector<std::string> steps;
    {
        App app{test::settings()};
        app.on_start([&] { steps.push_back("start"); });
        app.on_stop([&] { steps.push_back("stop 1"); });
        app.on_stop([&] { steps.push_back("stop 2"); });
        test::Client client{std::move(app)};
    }
    CHECK(steps == std::vector<std::string>{"start", "stop 2", "stop 1"});
}

TEST_CASE("an app's own health endpoints take the place of ours", "[pipeline]") {
    App app{test::settings()};
    app.get<"/healthz">([] { return Text{"mine"}; });
    test::Client client{std::move(app)};
    CHECK(client.get("/healthz").body() == "mine");
    CHECK(client.get("/readyz").json()["status"] == "ok");
}

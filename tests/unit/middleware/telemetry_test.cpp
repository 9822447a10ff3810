// What a service tells of its work: metrics and timings.
#include <catch2/catch.hpp>

#include <cmath>
#include <set>
#include <thread>

#include <serval/middleware/metrics.hpp>
#include <serval/middleware/server_timing.hpp>
#include <serval/serval.hpp>
#include <serval/testing/client.hpp>

#include "mistakes.hpp"
#include "pipeline/carrier.hpp"
#include "unit/middleware/visit.hpp"

using namespace serval;
using namespace std::chrono_literals;

namespace {

using Labels = std::map<std::string, std::string>;

/** Reads Prometheus' text format 0.0.4 as strictly as it is written down; what is wrong fails the test. */
class Exposition {
public:
    explicit Exposition(std::string_view text) {
        REQUIRE(text.ends_with('\n'));
        while (!text.empty()) {
            const auto end = text.find('\n');
            read_line(std::string{text.substr(0, end)});
            text.remove_prefix(end + 1);
        }
        check_histograms();
    }

    [[nodiscard]] double value(const std::string& name, const Labels& labels = {}) const {
        const auto found = samples_.find({name, labels});
        return found != samples_.end() ? found->second : 0;
    }
    [[nodiscard]] std::size_t count(const std::string& name) const {
        std::size_t count = 0;
        for (const auto& sample : samples_) count += sample.first.first == name ? 1 : 0;
        return count;
    }
    [[nodiscard]] const std::string& type(const std::string& name) const { return types_.at(name); }

private:
    void read_line(const std::string& line) {
        CAPTURE(line);
        if (line.starts_with("# HELP ")) return;
        if (line.starts_with("# TYPE ")) {
            const auto blank = line.find(' ', 7);
            REQUIRE(types_.emplace(line.substr(7, blank - 7), line.substr(blank + 1)).second);
            return;
        }
        std::size_t at = line.find_first_of("{ ");
        const std::string name = line.substr(0, at);
        Labels labels;
        if (line[at] == '{') labels = read_labels(line, at);
        REQUIRE(line[at] == ' ');
        std::size_t used = 0;
        const std::string number = line.substr(at + 1);
        REQUIRE(samples_.emplace(std::pair{name, labels}, std::stod(number, &used)).second);
        REQUIRE(used == number.size());
        REQUIRE(types_.count(family(name)) == 1);
    }

    static Labels read_labels(const std::string& line, std::size_t& at) {
        Labels labels;
        do {
            const auto equals = line.find('=', ++at);
            const std::string name = line.substr(at, equals - at);
            REQUIRE(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string::npos);
            at = equals + 1;
            REQUIRE(line[at++] == '"');
            std::string value;
            for (; line[at] != '"'; ++at) {
                if (line[at] == '\\') value += line[++at] == 'n' ? '\n' : line[at];
                else value += line[at];
            }
            labels[name] = value;
        } while (line[++at] == ',');
        REQUIRE(line[at++] == '}');
        return labels;
    }

    std::string family(std::string name) const {
        for (const std::string_view suffix : {"_bucket", "_sum", "_count"}) {
            if (name.ends_with(suffix) && types_.count(name.substr(0, name.size() - suffix.size())) == 1) return name.substr(0, name.size() - suffix.size());
        }
        return name;
    }

    void check_histograms() const {
        for (const auto& [key, count] : samples_) {
            if (!key.first.ends_with("_count")) continue;
            const std::string name = family(key.first);
            REQUIRE(types_.at(name) == "histogram");
            Labels labels = key.second;
            labels["le"] = "+Inf";
            CHECK(value(name + "_bucket", labels) == count);
            CHECK(samples_.count({name + "_sum", key.second}) == 1);
            std::map<double, double> buckets;
            for (const auto& [other, number] : samples_) {
                Labels without = other.second;
                if (other.first != name + "_bucket" || without.extract("le").empty() || without != key.second) continue;
                buckets[other.second.at("le") == "+Inf" ? INFINITY : std::stod(other.second.at("le"))] = number;
            }
            double before = 0;
            for (const auto& bucket : buckets) CHECK(std::exchange(before, bucket.second) <= bucket.second);
        }
    }

    std::map<std::string, std::string> types_;
    std::map<std::pair<std::string, Labels>, double> samples_;
};

const std::string total = "http_requests_total";

App make_app(const std::shared_ptr<Metrics>& counted) {
    App app{test::settings()};
    app.use(counted);
    app.get<"/books/{id}">([](Path<"id", int> id) { return Text{std::to_string(*id)}; });
    app.post<"/books">([]() -> Text { throw Conflict{}; });
    app.get<R"(/codes/{code:"\d+"})">([](Path<"code", std::string> code) { return Text{*code}; });
    app.get<"/fails">([]() -> Text { throw std::runtime_error{"broken"}; });
    app.get<"/streamed">([] { return Response::stream(std::make_unique<test::EmptySource>(), "text/plain"); });
    app.get<"/metrics">(MetricsPage{counted}).hide();
    return app;
}

}  // namespace

TEST_CASE("requests are counted by method, route and kind of status", "[middleware]") {
    test::Client client{make_app(metrics())};
    client.render_errors();
    for (int i = 0; i < 100; ++i) client.get("/books/" + std::to_string(i));
    client.post("/books");
    client.get("/fails");
    CHECK(client.request(Method::put, "/books/7").send().status() == Status::method_not_allowed);
    client.head("/books/7");
    const auto page = client.get("/metrics");
    CHECK(page.header("Content-Type") == "text/plain; version=0.0.4; charset=utf-8");
    CHECK(page.header("Cache-Control") == "no-store");
    const Exposition told{page.body()};
    CHECK(told.type(total) == "counter");
    CHECK(told.value(total, {{"method", "GET"}, {"route", "/books/{id}"}, {"status", "2xx"}}) == 100);
    CHECK(told.value(total, {{"method", "HEAD"}, {"route", "/books/{id}"}, {"status", "2xx"}}) == 1);
    CHECK(told.value(total, {{"method", "PUT"}, {"route", "/books/{id}"}, {"status", "4xx"}}) == 1);
    CHECK(told.value(total, {{"method", "POST"}, {"route", "/books"}, {"status", "4xx"}}) == 1);
    CHECK(told.value(total, {{"method", "GET"}, {"route", "/fails"}, {"status", "5xx"}}) == 1);
    CHECK(told.type("http_request_duration_seconds") == "histogram");
    CHECK(told.value("http_request_duration_seconds_count", {{"method", "GET"}, {"route", "/books/{id}"}}) == 100);
    CHECK(told.value("http_request_duration_seconds_sum", {{"method", "GET"}, {"route", "/books/{id}"}}) > 0);
    CHECK(told.type("http_requests_in_flight") == "gauge");
    CHECK(told.value("http_requests_in_flight") == 1);   // the one that asks
}

TEST_CASE("clients cannot add to what is counted", "[middleware]") {
    const auto counted = metrics();
    test::Client client{make_app(counted)};
    for (int i = 0; i < 50; ++i) {
        client.get("/nowhere/" + std::to_string(i));
        CHECK(client.request(Method{"MADE-UP-" + std::to_string(i)}, "/nowhere").send().status() == Status::not_found);
    }
    const Exposition told{counted->exposition()};
    CHECK(told.count(total) == 2);
    CHECK(told.value(total, {{"method", "GET"}, {"route", "unmatched"}, {"status", "4xx"}}) == 50);
    CHECK(told.value(total, {{"method", "other"}, {"route", "unmatched"}, {"status", "4xx"}}) == 50);
}

TEST_CASE("a route is told as it is written, whatever it is made of", "[middleware]") {
    const auto counted = metrics();
    test::Client client{make_app(counted)};
    CHECK(client.get("/codes/%2212%22").status() == Status::ok);
    const Exposition told{counted->exposition()};
    CHECK(told.value(total, {{"method", "GET"}, {"route", R"(/codes/{code:"\d+"})"}, {"status", "2xx"}}) == 1);
}

TEST_CASE("a streamed answer is in flight until the stream is gone", "[middleware]") {
    const auto counted = metrics();
    App app = make_app(counted);
    app.build();
    test::Visit visit{app, Method::get, "/streamed"};
    visit.go();
    CHECK(Exposition{counted->exposition()}.value("http_requests_in_flight") == 1);
    static_cast<void>(visit.response.take_source());
    CHECK(Exposition{counted->exposition()}.value("http_requests_in_flight") == 0);
}

TEST_CASE("no request is lost, however many threads count", "[middleware]") {
    const auto counted = metrics({.buckets = {3600}});
    App app = make_app(counted);
    app.build();
    std::vector<std::thread> threads;
    for (int i = 0; i < 20; ++i) {
        threads.emplace_back([&app, i] {
            test::Carrier carrier{Request{Method::get, i % 2 == 0 ? "/books/1" : "/nowhere"}};
            for (int n = 0; n < 200; ++n) carrier.carry(app.core().pipeline());
        });
    }
    for (int i = 0; i < 20; ++i) const Exposition meanwhile{counted->exposition()};
    for (std::thread& thread : threads) thread.join();
    const Exposition told{counted->exposition()};
    CHECK(told.value(total, {{"method", "GET"}, {"route", "/books/{id}"}, {"status", "2xx"}}) == 2000);
    CHECK(told.value(total, {{"method", "GET"}, {"route", "unmatched"}, {"status", "4xx"}}) == 2000);
    CHECK(told.value("http_request_duration_seconds_bucket", {{"method", "GET"}, {"route", "/books/{id}"}, {"le", "3600"}}) == 2000);
    CHECK(told.value("http_requests_in_flight") == 0);
}

TEST_CASE("metrics can be asked for when their app is gone", "[middleware]") {
    const auto counted = metrics();
    {
        test::Client client{make_app(counted)};
        client.get("/books/1");
    }
    CHECK(Exposition{counted->exposition()}.value(total, {{"method", "GET"}, {"route", "/books/{id}"}, {"status", "2xx"}}) == 1);
}

TEST_CASE("buckets that do not ascend are told when the app is built", "[middleware]") {
    const std::vector<std::vector<double>> wrong{{0.1, 0.1}, {0.0}, {1.0, INFINITY}, {NAN}};
    for (const std::vector<double>& buckets : wrong) {
        App app = make_app(metrics({.buckets = buckets}));
        CHECK(test::mistakes_of(app).size() == 1);
    }
}

namespace {

App timed_app() {
    App app{test::settings()};
    app.use(server_timing());
    app.get<"/plain">([] { return Text{"here"}; });
    app.get<"/staged">([](Request& request) {
        timing_of(request).add("db", 12500us);
        timing_of(request).add("cache", 2ms, "hit \"warm\"");
        { const auto stage = timing_of(request).measure("render", "page"); }
        return Text{"here"};
    });
    app.get<"/told">([](Request& request) {
        timing_of(request).add("inner", 1ms);
        return std::move(Response::text("here").set_header("Server-Timing", "upstream;dur=5"));
    });
    app.get<"/none">([]() -> Text { throw NotFound{}; });
    return app;
}

/** A field's value without the times that cannot be known. */
std::string without_clock(std::string field) {
    for (const std::string_view entry : {"total;dur=", "render;desc=page;dur="}) {
        const auto at = field.find(entry);
        if (at == std::string::npos) continue;
        const auto begin = at + entry.size();
        const auto end = std::min(field.find(',', begin), field.size());
        CHECK(std::stod(field.substr(begin, end - begin)) >= 0);
        field.replace(begin, end - begin, "?");
    }
    return field;
}

}  // namespace

TEST_CASE("browsers are told how long all of it took, and each stage", "[middleware]") {
    test::Client client{timed_app()};
    CHECK(without_clock(client.get("/plain").header("Server-Timing")) == "total;dur=?");
    CHECK(without_clock(client.get("/none").header("Server-Timing")) == "total;dur=?");
    CHECK(without_clock(client.get("/staged").header("Server-Timing")) ==
          R"(total;dur=?, db;dur=12.500, cache;desc="hit \"warm\"";dur=2.000, render;desc=page;dur=?)");
    std::vector<std::string> fields;
    const auto told = client.get("/told");
    for (const auto& [name, value] : told.headers()) {
        if (name == "Server-Timing") fields.push_back(without_clock(std::string{value}));
    }
    CHECK(fields == std::vector<std::string>{"upstream;dur=5", "total;dur=?, inner;dur=1.000"});
}

TEST_CASE("a stage that cannot be sent is a mistake of whoever names it", "[middleware]") {
    ServerTiming timing;
    CHECK_THROWS_AS(timing.add("a b", 1ms), std::invalid_argument);
    CHECK_THROWS_AS(timing.add("", 1ms), std::invalid_argument);
    CHECK_THROWS_AS(timing.add("a", 1ms, "line\r\nbreak"), std::invalid_argument);
    CHECK_THROWS_AS(timing.measure("a,b"), std::invalid_argument);
    CHECK(timing.field().empty());
}

TEST_CASE("where no one sends timings, they are kept and not sent", "[middleware]") {
    App app{test::settings()};
    app.get<"/">([](Request& request) { return timing_of(request).add("db", 1ms), Text{"here"}; });
    test::Client client{std::move(app)};
    CHECK(client.get("/").header("Server-Timing").empty());
}

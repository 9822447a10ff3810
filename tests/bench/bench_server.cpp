// The server that is measured: bench_server [PORT [THREADS]]. Port 0, which is the default, takes a free one.
#include <serval/accounts.hpp>
#include <serval/serval.hpp>

#include <cstdlib>

#include "bench/guard.hpp"
#include "bench/models.hpp"

using namespace serval;
using namespace serval::bench;

namespace {

struct Entry {
    int id = 0;
    std::string title;
    std::string note;
    double score = 0;
};

struct Listing {
    int item = 0;
    std::string q;
    std::vector<Entry> entries;
};

Item keep(Body<NewItem> body) {
    NewItem item = std::move(*body);
    return {1, std::move(item.name), std::move(item.description), item.price, item.quantity, std::move(item.tags), item.active};
}

Listing list(Path<"id", int> id, Query<"q", std::string> q, Query<"limit", int, range(1, 100), otherwise(10)> limit) {
    Listing listing{*id, *q, {}};
    listing.entries.reserve(static_cast<std::size_t>(*limit));
    for (int i = 0; i < *limit; ++i) {
        listing.entries.push_back({*id + i, "An entry of the listing", "something said of it, in a line", 0.25 * i});
    }
    return listing;
}

/** An endpoint with a policy of each kind, whose answer is in the cache: what it costs beyond `/json`, they cost. */
void add_guarded(App& app) {
    app.get<"/guarded">([] { return Message{"Hello, World!"}; })
        .authenticate(JwtAuth{guard_tokens()})
        .permit(has_scope("read"))
        .throttle(throttle::user("1000000/min"))
        .cache(std::chrono::hours{1})
        .use(on_response([](const Request&, Response& response) { response.headers().remove("Age"); }));   // so that all answers have one length
}

App make_app(Settings settings) {
    App app{std::move(settings)};
    app.get<"/plaintext">([] { return Text{"Hello, World!"}; });
    app.get<"/json">([] { return Message{"Hello, World!"}; });
    app.post<"/items">(keep).body_limit(16 << 20);
    app.get<"/items/{id}">(list);
    add_guarded(app);
    return app;
}

}  // namespace

int main(int argc, char** argv) {
    Settings settings;
    settings.listen = {ListenAddress{"127.0.0.1", static_cast<std::uint16_t>(argc > 1 ? std::atoi(argv[1]) : 0)}};
    settings.threads = argc > 2 ? static_cast<unsigned>(std::atoi(argv[2])) : 1;
    settings.limits.connections = 20'000;
    settings.log.level = LogLevel::warning;
    return make_app(std::move(settings)).run();
}

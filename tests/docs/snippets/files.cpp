#include <catch2/catch.hpp>

#include <serval/testing.hpp>

#include "temporary_folder.hpp"

using namespace serval;
using namespace std::chrono_literals;

namespace {

struct Sale {
    int id = 0;
    int cents = 0;
};

/** Gives the sales behind `id`, some at a time. */
struct Sales {
    std::vector<Sale> all{{1, 250}, {2, 1999}, {3, 40}};

    std::vector<Sale> behind(int id, std::size_t most) const {
        std::vector<Sale> found;
        for (const Sale& sale : all) {
            if (sale.id > id && found.size() < most) found.push_back(sale);
        }
        return found;
    }
};

// [stream]
Stream<"text/csv"> export_sales(Inject<Sales> sales) {
    return Stream<"text/csv">{[&sales = *sales, last = 0](std::string& out) mutable {
        const std::vector<Sale> some = sales.behind(last, 100);
        for (const Sale& sale : some) {
            out += std::to_string(sale.id) + ',' + std::to_string(sale.cents) + '\n';
            last = sale.id;
        }
        return !some.empty();   // whether there are more
    }};
}
// [/stream]

// [coroutine]
Task<void> count_down(ContentWriter& out) {
    for (int left = 3; left > 0; --left) {
        co_await out.write(std::to_string(left) + "\n");
        co_await sleep_for(1ms);
    }
}
// [/coroutine]

// [events]
Task<void> follow(Sales& sales, EventWriter<Sale>& events, int last) {
    for (;;) {
        for (const Sale& sale : sales.behind(last, 100)) {
            co_await events.send(ServerSentEvent(sale).id(std::to_string(sale.id)));
            last = sale.id;
        }
        co_await sleep_for(1s);
    }
}

EventStream<Sale> watch_sales(Inject<Sales> sales, Header<"Last-Event-ID", std::optional<int>> last) {
    return EventStream<Sale>{[&sales = *sales, last = last->value_or(0)](EventWriter<Sale>& events) { return follow(sales, events, last); }};
}
// [/events]

}  // namespace

TEST_CASE("docs/endpoints.md: files", "[docs]") {
    test::TemporaryFolder folder;
    const std::string covers = folder.path();
    folder.write("dune.png", "a cover");
    folder.write("report.pdf", "a report");
    App app{test::settings()};
    // [files]
    app.get<"/covers/{name:path}">([covers](Path<"name", std::string> name) { return File::below(covers, *name); });
    app.get<"/report">([covers] { return File{covers + "/report.pdf"}.attachment("2026.pdf"); });
    // [/files]
    test::Client client{std::move(app)};
    const auto cover = client.get("/covers/dune.png");
    CHECK(cover.body() == "a cover");
    CHECK(cover.header("Content-Type") == "image/png");
    CHECK(client.request(Method::get, "/covers/dune.png").header("Range", "bytes=0-0").send().status() == Status::partial_content);
    CHECK(client.get("/covers/absent.png").status() == Status::not_found);
    CHECK(client.get("/report").header("Content-Disposition") == "attachment; filename=\"2026.pdf\"");
}

TEST_CASE("docs/endpoints.md: streams", "[docs]") {
    App app{test::settings()};
    app.own(Sales{});
    // [stream_route]
    app.get<"/sales.csv">(export_sales).blocking();
    // [/stream_route]
    // [coroutine_route]
    app.get<"/countdown">([] { return Stream<"text/plain">{count_down}; });
    // [/coroutine_route]
    test::Client client{std::move(app)};
    CHECK(client.get("/sales.csv").body() == "1,250\n2,1999\n3,40\n");
    CHECK(client.get("/countdown").body() == "3\n2\n1\n");
}

TEST_CASE("docs/endpoints.md: server-sent events", "[docs]") {
    App app{test::settings()};
    app.own(Sales{});
    app.get<"/sales/events">(watch_sales);
    test::Client client{std::move(app)};
    // [events_test]
    const auto response = client.request(Method::get, "/sales/events").header("Last-Event-ID", "1").first_events(2).send();
    CHECK(response.events()[0].data == R"({"id":2,"cents":1999})");
    // [/events_test]
    CHECK(response.events().size() == 2);
    CHECK(response.events()[1].last_id == "3");
}

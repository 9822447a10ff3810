#include <catch2/catch.hpp>

#include <serval/testing.hpp>

using namespace serval;
using namespace std::chrono_literals;

namespace {

struct Store {
    int orders = 0;
};

// [model]
struct Order {
    int id = 0;
    std::string customer;
    int pieces = 1;

    static void describe(Fields<Order>& f) {
        f.on<&Order::id>().read_only();
        f.on<&Order::customer>().length(1, 60);
        f.on<&Order::pieces>().range(1, 100).otherwise(1);
        f.check([](const Order& order) -> std::optional<std::string> {
            if (order.customer == "Bob" && order.pieces > 10) return "Bob may have ten.";
            return std::nullopt;
        });
    }
};
// [/model]

// [view]
class Orders {
public:
    explicit Orders(Store& store) : store_{store} {}

    static void routes(Routes<Orders>& r) {
        r.permit(is_authenticated_or_read_only);
        r.throttle(throttle::user("100/day"));
        r.get<"">(&Orders::list);
        r.post<"">(&Orders::create);
    }

    Page<Order> list(PageNumber page) { return {{}, 0, page}; }
    Created<Order> create(Body<Order> order, CurrentUser who) {
        Order kept = *order;
        kept.id = ++store_.orders;
        kept.customer += " (by " + who->name + ")";
        return Created<Order>{std::move(kept)};
    }

private:
    Store& store_;
};
// [/view]

// [depends]
struct Session {
    std::string path;
};

App make_app(Settings settings) {
    App app{std::move(settings)};
    app.own(Store{});
    app.provide_per_request<Session>([](Request& request) { return Session{std::string{request.path()}}; });
    app.get<"/session">([](Inject<Session> session) { return session->path; });
    app.mount<"/orders", Orders>();
    return app;
}
// [/depends]

}  // namespace

TEST_CASE("a view set becomes a controller", "[docs]") {
    App app = make_app(test::settings());
    app.authenticate(BasicAuth{[](std::string_view name, std::string_view) -> std::optional<User> {
        User user;
        user.id = user.name = name;
        return user;
    }});
    test::Client client{std::move(app)};
    CHECK(client.get("/orders").status() == Status::ok);
    CHECK(client.post("/orders", {{"customer", "Ada"}}).status() == Status::unauthorized);
    client.credentials("ann", "x");
    const auto created = client.post("/orders", {{"id", 99}, {"customer", "Ada"}});
    CHECK(created.status() == Status::created);
    CHECK(created.json()["id"] == 1);
    CHECK(created.json()["customer"] == "Ada (by ann)");
    const auto refused = client.post("/orders", {{"customer", "Bob"}, {"pieces", 11}});
    CHECK(refused.json()["errors"][0]["pointer"] == "");
    CHECK(client.get("/session").json() == "/session");
}

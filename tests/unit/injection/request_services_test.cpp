#include <memory>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include <serval/http/request.hpp>
#include <serval/injection/services.hpp>

using namespace serval;

namespace {

using Steps = std::vector<std::string>;

struct Log {
    Steps steps{};
};

struct Session {
    Log& log;
    std::string path;

    Session(Log& log_, const Request& request) : log{log_}, path{request.path()} { log.steps.push_back("+session"); }
    Session(const Session&) = delete;
    ~Session() { log.steps.push_back("-session"); }
};

struct Cart {
    Session& session;

    explicit Cart(Session& session_) : session{session_} { session.log.steps.push_back("+cart"); }
    Cart(const Cart&) = delete;
    ~Cart() { session.log.steps.push_back("-cart"); }
};

/** The app's log, and a session and a cart for each request. */
struct Shop {
    Services services;
    Log& log = services.own(std::make_shared<Log>());

    Shop() {
        services.provide_per_request<Cart>([](Session& session) { return std::make_unique<Cart>(session); });
        services.provide_per_request<Session>([](Request& request, Log& kept) { return std::make_unique<Session>(kept, request); });
        REQUIRE(services.build().empty());
    }
};

template <class T>
T& get(RequestServices& services) {
    return *static_cast<T*>(services.get(ServiceKey::of<T>()));
}

}  // namespace

TEST_CASE("an instance of a request is made when it is asked for, and once", "[injection]") {
    Shop shop;
    Request request{Method::get, "/cart"};
    RequestServices services{shop.services};
    services.begin(request);
    CHECK(shop.log.steps.empty());
    Cart& cart = get<Cart>(services);
    CHECK(&get<Cart>(services) == &cart);
    CHECK(&get<Session>(services) == &cart.session);
    CHECK(cart.session.path == "/cart");
    CHECK(shop.log.steps == Steps{"+session", "+cart"});
}

TEST_CASE("instances of a request go with it, the last made first", "[injection]") {
    Shop shop;
    Request request{Method::get, "/"};
    {
        RequestServices services{shop.services};
        services.begin(request);
        (void)get<Cart>(services);
        shop.log.steps.clear();
    }
    CHECK(shop.log.steps == Steps{"-cart", "-session"});
}

TEST_CASE("the next request has instances of its own", "[injection]") {
    Shop shop;
    Request first{Method::get, "/first"};
    Request second{Method::get, "/second"};
    RequestServices services{shop.services};
    services.begin(first);
    CHECK(get<Session>(services).path == "/first");
    services.clear();
    services.begin(second);
    CHECK(get<Session>(services).path == "/second");
    CHECK(shop.log.steps == Steps{"+session", "-session", "+session"});
}

TEST_CASE("an instance of the app is the same for every request", "[injection]") {
    Shop shop;
    RequestServices one{shop.services};
    RequestServices other{shop.services};
    CHECK(&get<Log>(one) == &shop.log);
    CHECK(&get<Log>(other) == &shop.log);
}

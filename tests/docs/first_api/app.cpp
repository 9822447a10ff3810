#include "app.hpp"

using namespace serval;

namespace {

struct Order {
    std::string customer;
    int pieces = 0;

    static void describe(Fields<Order>& f) {
        f.on<&Order::customer>().length(1, 60);
        f.on<&Order::pieces>().range(1, 100);
    }
};

struct Receipt {
    std::string customer;
    int pieces = 0;
    double price = 0;
};

Receipt order(Body<Order> order, Query<"discount", int, range(0, 50), otherwise(0)> discount) {
    const double price = 2.50 * order->pieces * (100 - *discount) / 100;
    return {order->customer, order->pieces, price};
}

}  // namespace

App make_app(Settings settings) {
    App app{std::move(settings)};
    app.post<"/orders">(&order).summary("Order some pieces");
    return app;
}

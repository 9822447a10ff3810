#include <catch2/catch.hpp>

#include <serval/authentication/user.hpp>
#include <serval/throttling/keyed_throttle.hpp>

using namespace serval;
using namespace std::chrono_literals;

namespace {

/** The keys that `throttle` counts `request` under. */
std::vector<std::string> keys(const Throttle& throttle, const Request& request) {
    Charges charges;
    throttle.charge(request, charges);
    std::vector<std::string> all;
    for (const AllowanceClaim& claim : charges.claims()) all.push_back(claim.key);
    return all;
}

Allowance allowance(const Throttle& throttle) {
    Charges charges;
    throttle.charge(Request{}, charges);
    return charges.claims().front().allowance;
}

Request from(std::string_view user) {
    Request request;
    User who;
    who.id = user;
    request.attributes().put(std::move(who));
    return request;
}

using Keys = std::vector<std::string>;

}  // namespace

TEST_CASE("the anonymous throttle counts addresses and leaves users alone", "[throttling]") {
    const auto throttle = throttle::anonymous("5/min");
    const Connection far{.remote_address = "2001:db8::7"};
    Request request;
    request.set_connection(&far);
    CHECK(keys(throttle, request) == Keys{"address 2001:db8::/64"});
    CHECK(keys(throttle, from("ann")).empty());
    CHECK_FALSE(throttle.needs_user());
}

TEST_CASE("the throttle for users counts users, and addresses of whom nobody knows, and takes none for the other", "[throttling]") {
    const auto throttle = throttle::user("5/min");
    CHECK(keys(throttle, from("127.0.0.1")) == Keys{"user 127.0.0.1"});
    CHECK(keys(throttle, Request{}) == Keys{"address 127.0.0.1"});
    CHECK(throttle.needs_user());
}

TEST_CASE("a scoped throttle counts as the one for users, under its scope's name", "[throttling]") {
    const auto throttle = throttle::scoped("uploads", "20/day");
    CHECK(keys(throttle, from("ann")) == Keys{"user ann"});
    CHECK(throttle.scope() == "uploads");
    CHECK(throttle.name() == "uploads 20/86400s");
    CHECK_FALSE(throttle.needs_user());
}

TEST_CASE("a key of one's own is text, or nothing for what is not counted", "[throttling]") {
    Request request;
    const auto tenant = throttle::keyed("tenant", "5/s", [](const Request& r) { return r.header("X-Tenant"); });
    CHECK(keys(tenant, request).empty());
    request.headers().set("X-Tenant", "acme");
    CHECK(keys(tenant, request) == Keys{"acme"});
    CHECK(keys(throttle::keyed("all", "5/s", [](const Request&) { return "everybody"; }), request) == Keys{"everybody"});
    CHECK(keys(throttle::keyed("path", "5/s", [](const Request& r) { return std::string{r.path()}; }), request) == Keys{"/"});
}

TEST_CASE("a rate is counted by a sliding window unless it says otherwise", "[throttling]") {
    const Allowance window = allowance(throttle::user("5/10s"));
    CHECK(window.amount == 5);
    CHECK(window.period == 10s);
    CHECK(window.counting == Counting::sliding_window);
    CHECK(window.ban == 0s);
    const Allowance bucket = allowance(throttle::user("60/min").bucket(10).ban(1h));
    CHECK(bucket.amount == 60);
    CHECK(bucket.counting == Counting::token_bucket);
    CHECK(bucket.burst == 10);
    CHECK(bucket.ban == 1h);
}

TEST_CASE("a throttle's name tells what it does", "[throttling]") {
    CHECK(throttle::user("60/min").name() == "user 60/60s");
    CHECK(throttle::user("60/min").bucket(10).name() == "user 60/60s bucket 10");
    CHECK(throttle::anonymous("60/min").ban(2min).fail_open().name() == "anonymous 60/60s ban 120s");
    CHECK_FALSE(throttle::user("60/min").fails_open());
    CHECK(throttle::user("60/min").fail_open().fails_open());
    CHECK(throttle::user("60/min").scope("reports").scope() == "reports");
}

TEST_CASE("a throttle knows what is wrong with it", "[throttling]") {
    const auto wrong = [](const Throttle& throttle) {
        const auto all = throttle.mistakes();
        return all.size() == 1 ? all.front() : std::to_string(all.size()) + " mistakes";
    };
    CHECK(wrong(throttle::user("60/min").bucket(10).ban(1min)) == "0 mistakes");
    CHECK_THAT(wrong(throttle::user("60/minn")), Catch::StartsWith("\"60/minn\" is no rate"));
    CHECK(wrong(throttle::user("60/min").bucket(0)) == "a bucket of 0 admits nobody");
    CHECK_THAT(wrong(throttle::user("1/day").bucket(367)), Catch::StartsWith("the time in which its bucket is filled"));
    CHECK(wrong(throttle::user("1/day").bucket(366)) == "0 mistakes");
    CHECK_THAT(wrong(throttle::user("10000000/s").bucket(5)), Catch::Contains("1000000 requests a second"));
    CHECK_THAT(wrong(throttle::user("18446744073709551615/366d").bucket(1)), Catch::Contains("1000000 requests a second"));
    CHECK_THAT(wrong(throttle::user("1/s").ban(0s)), Catch::StartsWith("its ban"));
    CHECK_THAT(wrong(throttle::user("1/s").ban(-1s)), Catch::StartsWith("its ban"));
    CHECK_THAT(wrong(throttle::user("1/s").ban(24h * 367)), Catch::StartsWith("its ban"));
}

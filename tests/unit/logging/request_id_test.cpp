#include <catch2/catch.hpp>

#include <serval/logging/request_id.hpp>

#include <mutex>
#include <set>
#include <thread>

using namespace serval;

TEST_CASE("a sane request id of the client's is taken over", "[logging]") {
    const std::string given = GENERATE(as<std::string>{}, "a", "7f3c-99", "x/y:z~!", std::string(128, 'q'));
    std::string id;
    assign_request_id(Headers{{"x-request-id", given}}, id);
    REQUIRE(id == given);
}

TEST_CASE("a request id of the client's that is not sane is replaced", "[logging]") {
    const std::string given =
        GENERATE(as<std::string>{}, "", "two words", "tab\tbed", "gr\xc3\xbc\xc3\x9f", std::string(129, 'q'));
    std::string id = "from an earlier request";
    assign_request_id(Headers{{"X-Request-Id", given}}, id);
    REQUIRE(id.size() == 32);
    REQUIRE(id.find_first_not_of("0123456789abcdef") == std::string::npos);
}

TEST_CASE("control characters make no request id", "[logging]") {
    REQUIRE_FALSE(is_request_id("a\nb"));
    REQUIRE_FALSE(is_request_id("\x7f"));
    REQUIRE_FALSE(is_request_id(std::string_view{"\0", 1}));
}

TEST_CASE("generated request ids differ, on one thread and between threads", "[logging]") {
    std::set<std::string> ids;
    std::mutex mutex;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            for (int n = 0; n < 500; ++n) {
                std::string id;
                assign_request_id({}, id);
                const std::lock_guard lock{mutex};
                ids.insert(id);
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    REQUIRE(ids.size() == 2000);
}

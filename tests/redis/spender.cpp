// spender URL THREADS REQUESTS: an app with a throttle of "1000/min" in Redis, asked by so many threads, so many times by each.
// It says "ready", waits for a line, and then says how many requests were admitted, refused, and answered otherwise.
#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

#include <serval/redis.hpp>
#include <serval/testing.hpp>

#include "pipeline/carrier.hpp"
#include "server/app_core.hpp"

using namespace serval;

namespace {

App make_app(const char* url) {
    RedisOptions options;
    options.url = url;
    options.time_limit = std::chrono::seconds{30};   // the machine may be busy otherwise
    App app{test::settings()};
    app.store_in(std::make_shared<RedisStore>(options));
    app.get<"/">([] { return "x"; }).throttle(throttle::anonymous("1000/min"));
    return app;
}

struct Answers {
    std::atomic<int> admitted = 0;
    std::atomic<int> refused = 0;
    std::atomic<int> other = 0;

    void count(Status status) { (status == Status::ok ? admitted : status == Status::too_many_requests ? refused : other)++; }
};

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) return 2;
    App app = make_app(argv[1]);
    app.build();
    std::puts("ready");
    std::fflush(stdout);
    if (std::getchar() == EOF) return 1;

    Answers answers;
    std::vector<std::jthread> threads;
    for (int i = 0; i < std::atoi(argv[2]); ++i) {
        threads.emplace_back([&] {
            test::Carrier carrier{Request{Method::get, "/"}};
            for (int n = 0; n < std::atoi(argv[3]); ++n) answers.count(carrier.carry_and_wait(app.core().pipeline()));
        });
    }
    threads.clear();
    std::printf("%d %d %d\n", answers.admitted.load(), answers.refused.load(), answers.other.load());
    return 0;
}

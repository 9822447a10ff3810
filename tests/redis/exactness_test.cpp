// Two processes at once spend what they have together.
#include <array>
#include <chrono>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>

#include <catch2/catch.hpp>

#include "redis/redis_server.hpp"

#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

using serval::test::RedisServer;

namespace {

constexpr int threads = 8;
constexpr int requests = SERVAL_SPENDER_REQUESTS;

struct Spent {
    int admitted = 0;
    int refused = 0;
    int other = 0;
};

/** A process that spends when it is told to. */
class Spender {
public:
    explicit Spender(const std::string& url) {
        int ends[2];
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) throw std::runtime_error{"no sockets"};
        const std::string thread_count = std::to_string(threads);
        const std::string request_count = std::to_string(requests);
        id_ = ::fork();
        if (id_ == 0) become({SERVAL_SPENDER, url.c_str(), thread_count.c_str(), request_count.c_str(), nullptr}, ends[1]);
        ::close(ends[1]);
        talk_.reset(::fdopen(ends[0], "r+"));
        char room[16] = "";
        if (talk_ == nullptr || std::fgets(room, sizeof room, talk_.get()) == nullptr) throw std::runtime_error{"the spender has not started"};
    }
    ~Spender() {
        talk_.reset();
        ::waitpid(id_, nullptr, 0);
    }
    Spender(const Spender&) = delete;
    Spender& operator=(const Spender&) = delete;

    void start() {
        std::fputs("go\n", talk_.get());
        std::fflush(talk_.get());
    }
    Spent finish() {
        Spent spent;
        if (std::fscanf(talk_.get(), "%d %d %d", &spent.admitted, &spent.refused, &spent.other) != 3) throw std::runtime_error{"the spender failed"};
        return spent;
    }

private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };

    [[noreturn]] static void become(std::array<const char*, 5> command, int talk) {
        ::dup2(talk, STDIN_FILENO);
        ::dup2(talk, STDOUT_FILENO);
        ::execv(command[0], const_cast<char* const*>(command.data()));
        ::_exit(127);
    }

    pid_t id_ = -1;
    std::unique_ptr<std::FILE, Close> talk_;
};

}  // namespace

TEST_CASE("of all that two processes ask at once, a throttle of a thousand a minute admits exactly a thousand", "[redis]") {
    const RedisServer server{{}};
    Spender first{server.url()};
    Spender second{server.url()};
    const auto began = std::chrono::steady_clock::now();
    first.start();
    second.start();
    const Spent by_first = first.finish();
    const Spent by_second = second.finish();
    REQUIRE(std::chrono::steady_clock::now() - began < std::chrono::minutes{1});   // then there would be more to spend
    CHECK(by_first.admitted + by_second.admitted == 1'000);
    CHECK(by_first.refused + by_second.refused == 2 * threads * requests - 1'000);
    CHECK(by_first.other + by_second.other == 0);
    CHECK(by_first.admitted > 0);
    CHECK(by_second.admitted > 0);
}

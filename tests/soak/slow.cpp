// slow SERVER HELLO: whether good clients are served well while slow ones fill the server: 10 000 that send their heads an octet at a time,
// then each mode of slowhttptest with 1 000. SERVER is bench_server, HELLO any program that takes settings and answers /hello/you.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include <sys/resource.h>

#include "soak/good_client.hpp"
#include "soak/slow_crowd.hpp"
#include "wire/server_process.hpp"

using namespace serval;
using namespace serval::soak;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t crowd_size = 10'000;
constexpr auto crowd_time = 30s;   // longer than the head deadline: everybody is turned out at least once
constexpr double longest_p99 = 50;

int failures = 0;

void report(const char* name, const Service& service) {
    const bool well = service.answers > 0 && service.failures == 0 && service.p99 < longest_p99;
    std::printf("%-5s %-34s %7zu answers  %3zu failures  median %7.2f ms  p99 %7.2f ms  longest %7.2f ms\n", well ? "yes" : "NO", name,
                service.answers, service.failures, service.median, service.p99, service.longest);
    std::fflush(stdout);
    if (!well) ++failures;
}

/** As many descriptors as this process, and those it starts, may have. */
void raise_descriptor_limit() {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

void meet_crowd(const std::string& hello) {
    wire::ServerProcess server{{hello, "--listen", "127.0.0.1:0", "--threads", "2", "--limits-connections", "20000"}};
    {
        GoodClient alone{server.port(), "/hello/you"};
        std::this_thread::sleep_for(3s);
        report("nobody else", alone.leave());
    }
    const SlowCrowd crowd{server.port(), crowd_size};
    GoodClient client{server.port(), "/hello/you"};
    std::this_thread::sleep_for(crowd_time);
    report("10 000 slow heads", client.leave());
    std::printf("      slow clients were turned out %zu times\n", crowd.turned_out());
    if (crowd.turned_out() < crowd_size) ++failures;
}

void meet_tool(const std::string& bench_server, const char* name, const std::string& options, const std::string& path) {
    wire::ServerProcess server{{bench_server, "0", "2"}};
    GoodClient client{server.port(), "/json"};
    const std::string command = "slowhttptest " + options + " -c 1000 -r 500 -l 20 -i 3 -p 3 -u 'http://127.0.0.1:" +
                                std::to_string(server.port()) + path + "' >/dev/null 2>&1";
    const int status = std::system(command.c_str());
    report(name, client.leave());
    if (status == 0) return;
    std::printf("NO    slowhttptest has failed: is it installed?\n");
    ++failures;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fprintf(stderr, "usage: slow SERVER HELLO\n");
        return 2;
    }
    raise_descriptor_limit();
    meet_crowd(argv[2]);
    meet_tool(argv[1], "slowhttptest -H (slow heads)", "-H", "/json");
    meet_tool(argv[1], "slowhttptest -B (slow content)", "-B -f application/json", "/items");
    meet_tool(argv[1], "slowhttptest -X (slow reading)", "-X -k 5 -w 1 -y 64 -n 1 -z 8", "/items/5?q=x&limit=100");
    meet_tool(argv[1], "slowhttptest -R (many ranges)", "-R -a 1 -b 3000", "/json");
    return failures == 0 ? 0 : 1;
}

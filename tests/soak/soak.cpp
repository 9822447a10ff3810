// soak SERVER: visits a server in a process of its own for SERVAL_SOAK_SECONDS (1800), in every way there is. In the end its memory has
// not grown since it was warm, no descriptor is lost, no answer was wrong, and it stops in good order.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include "soak/process_facts.hpp"
#include "soak/visits.hpp"
#include "wire/server_process.hpp"

using namespace serval;
using namespace serval::soak;
using namespace std::chrono_literals;

namespace {

using Clock = std::chrono::steady_clock;

constexpr int visitors = 4;
constexpr double mebibyte = 1 << 20;

std::chrono::seconds duration() {
    const char* const seconds = std::getenv("SERVAL_SOAK_SECONDS");
    return std::chrono::seconds{seconds != nullptr ? std::atoi(seconds) : 1800};
}

double median(std::vector<double> values) {
    if (values.empty()) return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/** The server's memory, second by second. */
class Memory {
public:
    void note(double mebibytes) { all_.push_back(mebibytes); }

    /** In the fifth after a sixth of the time, when it is warm. */
    [[nodiscard]] double warm() const { return part(all_.size() / 6); }
    /** In the last fifth. */
    [[nodiscard]] double last() const { return part(all_.size() - all_.size() / 5); }

private:
    [[nodiscard]] double part(std::size_t from) const {
        const auto begin = all_.begin() + static_cast<std::ptrdiff_t>(from);
        return median({begin, begin + static_cast<std::ptrdiff_t>(std::min(all_.size() / 5, all_.size() - from))});
    }

    std::vector<double> all_;
};

void visit_until(Clock::time_point end, Visitor visitor) {
    while (Clock::now() < end) {
        visitor.visit();
        std::this_thread::sleep_for(1ms);   // a load for a long time, not the heaviest one
    }
}

Memory watch_until(Clock::time_point end, pid_t process, const Tally& tally) {
    Memory memory;
    for (int second = 0; Clock::now() < end; ++second) {
        const double mebibytes = static_cast<double>(resident_octets(process)) / mebibyte;
        memory.note(mebibytes);
        if (second % 60 == 0) {
            std::printf("%5d s  %6.1f MiB  %4zu descriptors  %10llu answers  %llu wrong\n", second, mebibytes, open_descriptors(process),
                        static_cast<unsigned long long>(tally.answers()), static_cast<unsigned long long>(tally.wrong()));
            std::fflush(stdout);
        }
        std::this_thread::sleep_for(1s);
    }
    return memory;
}

/** Whether the server is back to `count` descriptors, before long. */
bool returns_to(std::size_t count, pid_t process) {
    const auto end = Clock::now() + 20s;
    while (open_descriptors(process) != count && Clock::now() < end) std::this_thread::sleep_for(50ms);
    const std::size_t now = open_descriptors(process);
    std::printf("%zu descriptors before, %zu in the end\n", count, now);
    return now == count;
}

int failures = 0;

void check(bool holds, const char* sentence) {
    std::printf("%s  %s\n", holds ? "yes" : "NO ", sentence);
    if (!holds) ++failures;
}

void visit_throughout(const std::string& program, std::chrono::seconds time) {
    wire::ServerProcess server{{program, "0", "2"}};
    wire::WireClient first{server.port()};
    const auto questions = learn_questions(first);
    const std::size_t descriptors = open_descriptors(server.id()) - 1;   // now that all those of its start are there; one is the client's
    first.reset();

    Tally tally;
    const auto end = Clock::now() + time;
    std::vector<std::thread> threads;
    for (std::uint32_t seed = 1; seed <= visitors; ++seed) threads.emplace_back(visit_until, end, Visitor{server.port(), questions, tally, seed});
    const Memory memory = watch_until(end, server.id(), tally);
    for (std::thread& thread : threads) thread.join();

    std::printf("%llu answers in %lld s; %.1f MiB when it was warm, %.1f in the end\n", static_cast<unsigned long long>(tally.answers()),
                static_cast<long long>(time.count()), memory.warm(), memory.last());
    for (const std::string& complaint : tally.complaints()) std::printf("wrong: %s\n", complaint.c_str());
    check(tally.answers() > 0 && tally.wrong() == 0, "every answer was the usual one");
    check(memory.last() <= memory.warm() * 1.05 + 1, "its memory has not grown since it was warm");
    check(returns_to(descriptors, server.id()), "it has as many descriptors as before");
    server.terminate();
    check(server.wait() == 0, "it has stopped in good order");
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fprintf(stderr, "usage: soak SERVER\n");
        return 2;
    }
    visit_throughout(argv[1], duration());
    return failures == 0 ? 0 : 1;
}

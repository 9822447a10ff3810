#include "bench/comparison.hpp"

#include "bench/contestant.hpp"
#include "bench/instructions.hpp"
#include "bench/workloads.hpp"

namespace serval::bench {
namespace {

constexpr std::size_t connections = 64;
constexpr std::size_t pairs = 15;
constexpr std::chrono::milliseconds slice_time{200};

/** Two servers at one workload, and what is wanted of ours. */
struct Pairing {
    std::string workload;
    std::string name;
    std::string rival;
    std::string rival_name;
    std::size_t depth = 1;
    std::optional<double> cost_at_least = {};   // how many times cheaper than the rival
};

/** What one value was in all slices. */
struct Series {
    std::vector<double> ours;
    std::vector<double> other;
    std::vector<double> times;

    void add(double our_value, double other_value, double how_many_times) {
        ours.push_back(our_value);
        other.push_back(other_value);
        times.push_back(how_many_times);
    }
    [[nodiscard]] Figure figure(std::string what, std::string unit, const Pairing& pairing, std::optional<double> wanted) const {
        return {std::move(what), std::move(unit), median(ours), pairing.rival_name, median(other), median(times), {}, wanted};
    }
};

void compare(const std::string& ours, const Pairing& pairing, std::vector<Figure>& figures) {
    const std::string& request = workload(pairing.workload).request;
    Contestant our_server{ours, request, connections, pairing.depth};
    Contestant rival{pairing.rival, request, connections, pairing.depth};
    static_cast<void>(our_server.run(slice_time));   // both warm up
    static_cast<void>(rival.run(slice_time));
    Series cost;
    Series rate;
    for (std::size_t i = 0; i < pairs; ++i) {
        const Slice our = our_server.run(slice_time);
        const Slice other = rival.run(slice_time);
        cost.add(our.microseconds, other.microseconds, other.microseconds / our.microseconds);
        rate.add(our.requests_per_second, other.requests_per_second, our.requests_per_second / other.requests_per_second);
    }
    figures.push_back(cost.figure(pairing.name + ", processor time", "us", pairing, pairing.cost_at_least));
    figures.push_back(rate.figure(pairing.name + ", requests", "/s", pairing, {}));
}

/** Pipelined, a request costs less than it costs to read its answer: how many there are is for a client to say that reads them as clients do. */
void compare_pipelined(const Servers& servers, const Wrk& wrk, std::vector<Figure>& figures) {
    constexpr std::size_t runs = 7;
    constexpr std::size_t depth = 16;
    const Pairing pairing{.workload = "GET /plaintext", .name = "a. by 16, pipelined, by wrk", .rival = servers.epoll, .rival_name = "minimal epoll", .depth = depth};
    const wire::ServerProcess ours{{servers.ours, "0", "1"}};
    const wire::ServerProcess rival{{servers.epoll, "0"}};
    Series rate;
    for (std::size_t i = 0; i < runs; ++i) {
        const double our_rate = wrk.requests_per_second(ours.port(), "/plaintext", depth);
        const double other_rate = wrk.requests_per_second(rival.port(), "/plaintext", depth);
        rate.add(our_rate, other_rate, our_rate / other_rate);
    }
    figures.push_back(rate.figure(pairing.name + ", requests", "/s", pairing, 0.85));
}

void count_instructions(const Servers& servers, std::vector<Figure>& figures) {
    const auto add = [&](const std::string& name, const std::string& floor, const std::string& floor_name, std::optional<double> at_most) {
        const double ours = instructions_per_request(servers.ours, workload(name).request);
        const double other = instructions_per_request(floor, workload(name).request);
        figures.push_back({name + ", instructions", "", ours, floor_name, other, other / ours, at_most});
    };
    add("GET /plaintext", servers.epoll, "minimal epoll", 4000);
    add("GET /json", servers.beast, "bare Beast", {});
    add("POST /items", servers.beast, "bare Beast", 16'000);
    add("GET /items/{id}", servers.beast, "bare Beast", {});
}

}  // namespace

std::vector<Figure> compare_servers(const Servers& servers, const Wrk& wrk) {
    const Pairing all[] = {
        {.workload = "GET /plaintext", .name = "a. GET /plaintext", .rival = servers.epoll, .rival_name = "minimal epoll", .cost_at_least = 1 / 1.15},
        {.workload = "GET /plaintext", .name = "a. GET /plaintext", .rival = servers.beast, .rival_name = "bare Beast"},
        {.workload = "GET /plaintext", .name = "a. by 16, pipelined", .rival = servers.epoll, .rival_name = "minimal epoll", .depth = 16},
        {.workload = "GET /json", .name = "b. GET /json", .rival = servers.beast, .rival_name = "bare Beast", .cost_at_least = 1.75},
        {.workload = "POST /items", .name = "c. POST /items", .rival = servers.beast, .rival_name = "bare Beast", .cost_at_least = 3.2},
        {.workload = "GET /items/{id}", .name = "d. GET /items/{id}", .rival = servers.beast, .rival_name = "bare Beast", .cost_at_least = 3.6},
    };
    std::vector<Figure> figures;
    for (const Pairing& pairing : all) compare(servers.ours, pairing, figures);
    compare_pipelined(servers, wrk, figures);
    count_instructions(servers, figures);
    return figures;
}

}  // namespace serval::bench

#include "bench/growth.hpp"

#include <thread>

#include <sys/resource.h>

#include "bench/contestant.hpp"
#include "bench/workloads.hpp"

namespace serval::bench {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t slices = 5;
constexpr std::size_t idle_connections = 5000;
constexpr auto rest_time = 1500ms;   // for a connection to be taken for idle

double cost_of(Contestant& server, std::chrono::milliseconds time) {
    std::vector<double> costs;
    for (std::size_t i = 0; i < slices; ++i) costs.push_back(server.run(time).microseconds);
    return median(costs);
}

/** A connection needs a descriptor here, and one there. */
void allow_many_descriptors() {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

Figure measure_idle(const std::string& server) {
    const std::string& request = workload("GET /plaintext").request;
    Contestant warm{server, request, 64};
    static_cast<void>(warm.run(100ms));
    const double before = warm.memory();
    ClosedLoop idle{warm.port(), request, idle_connections};
    idle.run(idle_connections);
    std::this_thread::sleep_for(rest_time);
    return {"memory of an idle connection, of " + std::to_string(idle_connections), "octets", (warm.memory() - before) / idle_connections,
            {}, 0, 0, 2048};
}

void grow_connections(const std::string& server, std::vector<Figure>& figures) {
    for (const std::size_t connections : {64U, 1000U, 10'000U}) {
        Contestant contestant{server, workload("GET /plaintext").request, connections};
        figures.push_back({"GET /plaintext, on " + std::to_string(connections) + " connections", "us", cost_of(contestant, 300ms)});
    }
}

void grow_body(const std::string& server, std::vector<Figure>& figures) {
    for (const std::size_t size : {286UL, 1000UL, 10'000UL, 100'000UL, 1'000'000UL, 10'000'000UL}) {
        Contestant contestant{server, item_request(size), 1};
        const double cost = cost_of(contestant, size > 1'000'000 ? 1000ms : 200ms);
        figures.push_back({"POST /items, of " + std::to_string(size) + " octets", "us", cost});
        figures.push_back({"  for a thousand of them", "us", cost * 1000 / static_cast<double>(size)});
    }
}

}  // namespace

std::vector<Figure> measure_growth(const std::string& server) {
    allow_many_descriptors();
    std::vector<Figure> figures;
    figures.push_back(measure_idle(server));
    grow_connections(server, figures);
    grow_body(server, figures);
    return figures;
}

}  // namespace serval::bench

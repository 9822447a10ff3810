#include "bench/comparison.hpp"

#include <algorithm>
#include <chrono>
#include <ctime>

#include "bench/closed_loop.hpp"
#include "bench/instructions.hpp"
#include "bench/workloads.hpp"
#include "wire/server_process.hpp"

namespace serval::bench {
namespace {

constexpr std::size_t connections = 64;
constexpr std::size_t slices = 11;
constexpr std::chrono::milliseconds slice_time{250};

/** What a server did in one slice. */
struct Slice {
    double requests_per_second = 0;
    double microseconds = 0;   // of processor time for a request
};

/** A server under load. */
class Contestant {
public:
    Contestant(const std::string& server, const std::string& request)
        : process_{{server, "0", "1"}}, load_{process_.port(), request, connections} {}

    Slice run() {
        const double began = processor_seconds();
        const auto start = std::chrono::steady_clock::now();
        const auto requests = static_cast<double>(load_.run_for(slice_time));
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        return {requests / took.count(), (processor_seconds() - began) * 1e6 / requests};
    }

private:
    [[nodiscard]] double processor_seconds() const {
        clockid_t clock;
        ::clock_getcpuclockid(process_.id(), &clock);
        timespec time{};
        ::clock_gettime(clock, &time);
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
    }

    wire::ServerProcess process_;
    ClosedLoop load_;
};

double median_of(const std::vector<Slice>& all, double Slice::*value) {
    std::vector<double> values;
    for (const Slice& slice : all) values.push_back(slice.*value);
    std::nth_element(values.begin(), values.begin() + slices / 2, values.end());
    return values[slices / 2];
}

}  // namespace

std::vector<Figure> compare_servers(const std::string& ours, const std::string& other, const std::string& other_name) {
    std::vector<Figure> figures;
    for (const Workload& workload : workloads()) {
        Contestant our_server{ours, workload.request};
        Contestant other_server{other, workload.request};
        std::vector<Slice> our_slices;
        std::vector<Slice> other_slices;
        for (std::size_t i = 0; i < slices; ++i) {
            our_slices.push_back(our_server.run());
            other_slices.push_back(other_server.run());
        }
        const auto add = [&](const char* what, const char* unit, double Slice::*value) {
            figures.push_back({workload.name + ", " + what, unit, median_of(our_slices, value), other_name, median_of(other_slices, value)});
        };
        add("requests", "/s", &Slice::requests_per_second);
        add("processor time", "us", &Slice::microseconds);
        figures.push_back({workload.name + ", instructions", "", instructions_per_request(ours, workload.request), other_name,
                           instructions_per_request(other, workload.request)});
    }
    return figures;
}

}  // namespace serval::bench

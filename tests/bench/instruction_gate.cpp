// instruction_gate SERVER WORKLOAD BOUND [BASE]: fails when the server spends more than BOUND instructions on the workload's request,
// or so many more than on the request of the workload BASE.
#include <cstdio>
#include <cstdlib>
#include <exception>

#include "bench/instructions.hpp"
#include "bench/workloads.hpp"

namespace {

double cost_of(const char* server, const char* workload) {
    const double cost = serval::bench::instructions_per_request(server, serval::bench::workload(workload).request);
    std::printf("%s: %.0f instructions\n", workload, cost);
    return cost;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4 && argc != 5) return std::fputs("usage: instruction_gate SERVER WORKLOAD BOUND [BASE]\n", stderr), 2;
    try {
        const double bound = std::atof(argv[3]);
        const double spent = cost_of(argv[1], argv[2]) - (argc == 5 ? cost_of(argv[1], argv[4]) : 0);
        std::printf("%.0f, at most %.0f\n", spent, bound);
        return spent <= bound ? 0 : 1;
    } catch (const std::exception& error) {
        return std::fprintf(stderr, "%s\n", error.what()), 1;
    }
}

// instruction_gate SERVER WORKLOAD BOUND: fails when the server spends more than BOUND instructions on the workload's request.
#include <cstdio>
#include <cstdlib>
#include <exception>

#include "bench/instructions.hpp"
#include "bench/workloads.hpp"

int main(int argc, char** argv) {
    if (argc != 4) return std::fputs("usage: instruction_gate SERVER WORKLOAD BOUND\n", stderr), 2;
    try {
        const double bound = std::atof(argv[3]);
        const double spent = serval::bench::instructions_per_request(argv[1], serval::bench::workload(argv[2]).request);
        std::printf("%s: %.0f instructions, at most %.0f\n", argv[2], spent, bound);
        return spent <= bound ? 0 : 1;
    } catch (const std::exception& error) {
        return std::fprintf(stderr, "%s\n", error.what()), 1;
    }
}

// bench SERVER EPOLL_SERVER BEAST_SERVER PIPELINE_SCRIPT COMPILE_COST JSON_FILE: measures all there is to measure and prints one table.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <exception>
#include <map>
#include <memory>
#include <stdexcept>

#include "bench/comparison.hpp"
#include "bench/figures.hpp"
#include "bench/growth.hpp"

using namespace serval::bench;

namespace {

/** Keeps the processor time of each benchmark in place of printing it. */
class Collector final : public benchmark::BenchmarkReporter {
public:
    bool ReportContext(const Context&) override { return true; }
    void ReportRuns(const std::vector<Run>& runs) override {
        for (const Run& run : runs) {
            if (run.error_occurred) throw std::runtime_error{run.benchmark_name() + ": " + run.error_message};
            nanoseconds_[run.benchmark_name()] = run.GetAdjustedCPUTime();
        }
    }

    [[nodiscard]] double nanoseconds(const std::string& name) const { return nanoseconds_.at(name); }

private:
    std::map<std::string, double> nanoseconds_;
};

void add_parts(std::vector<Figure>& figures) {
    Collector measured;
    benchmark::RunSpecifiedBenchmarks(&measured);
    for (const char* count : {"10", "100", "1000", "10000"}) {
        figures.push_back({std::string{"routing, among "} + count, "ns", measured.nanoseconds(std::string{"look_up/"} + count)});
    }
    const auto compare = [&](const char* what, const std::string& name, double at_most) {
        const double ours = measured.nanoseconds(name);
        const double other = measured.nanoseconds(name + "_by_tree");
        figures.push_back({what, "ns", ours, "nlohmann's tree", other, other / ours, at_most});
    };
    compare("body c, read and checked", "parse", 450);
    compare("body c, written", "write", 225);
    figures.push_back({"pipeline, GET /json", "ns", measured.nanoseconds("pipeline_get")});
    figures.push_back({"pipeline, POST /items", "ns", measured.nanoseconds("pipeline_post")});
}

/** Runs the script, which prints lines of a number of milliseconds, the most it may be, and what was compiled. */
void add_compile_costs(std::vector<Figure>& figures, const std::string& command) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> lines{::popen(command.c_str(), "r"), ::pclose};
    double cost = 0;
    double at_most = 0;
    char what[64];
    while (std::fscanf(lines.get(), "%lf %lf %63[^\n]", &cost, &at_most, what) == 3) {
        figures.push_back({std::string{"compile time of "} + what, "ms", cost, {}, 0, 0, at_most});
    }
    if (at_most == 0) throw std::runtime_error{"nothing was compiled"};
}

void append(std::vector<Figure>& figures, std::vector<Figure> more) {
    for (Figure& figure : more) figures.push_back(std::move(figure));
}

bool measure(char** arguments) {
    std::vector<Figure> figures = compare_servers({.ours = arguments[1], .epoll = arguments[2], .beast = arguments[3]}, {.pipeline_script = arguments[4]});
    append(figures, measure_growth(arguments[1]));
    add_parts(figures);
    add_compile_costs(figures, arguments[5]);
    print(figures);
    write_json(figures, arguments[6]);
    for (const Figure& figure : figures) {
        if (!figure.is_met()) return false;
    }
    return true;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 7) return std::fputs("usage: bench SERVER EPOLL_SERVER BEAST_SERVER PIPELINE_SCRIPT COMPILE_COST JSON_FILE\n", stderr), 2;
    try {
        return measure(argv) ? 0 : 1;
    } catch (const std::exception& error) {
        return std::fprintf(stderr, "%s\n", error.what()), 1;
    }
}

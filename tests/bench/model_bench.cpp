#include <benchmark/benchmark.h>

#include <nlohmann/json.hpp>
#include <serval/model/read.hpp>
#include <serval/model/write.hpp>

#include <stdexcept>

#include "bench/models.hpp"
#include "bench/workloads.hpp"

using namespace serval;
using namespace serval::bench;

namespace {

void parse(benchmark::State& state) {
    std::vector<FieldError> errors;
    for (auto _ : state) {
        NewItem item;
        if (read_json(item_body(), type_of<NewItem>(), &item, errors) != ReadResult::ok) state.SkipWithError("refused");
        benchmark::DoNotOptimize(item.tags.data());
    }
}
BENCHMARK(parse);

/** The same by way of a tree, with the same checks. */
NewItem by_tree(std::string_view text) {
    const nlohmann::json tree = nlohmann::json::parse(text);
    NewItem item;
    tree.at("name").get_to(item.name);
    tree.at("description").get_to(item.description);
    tree.at("price").get_to(item.price);
    tree.at("quantity").get_to(item.quantity);
    tree.at("tags").get_to(item.tags);
    tree.at("active").get_to(item.active);
    const bool good = !item.name.empty() && item.name.size() <= 80 && item.price >= 0 && item.price <= 1e6 && item.quantity >= 0 &&
                      item.quantity <= 10'000 && item.tags.size() <= 8;
    if (!good) throw std::invalid_argument{"refused"};
    return item;
}

void parse_by_tree(benchmark::State& state) {
    for (auto _ : state) {
        NewItem item = by_tree(item_body());
        benchmark::DoNotOptimize(item.tags.data());
    }
}
BENCHMARK(parse_by_tree);

void write(benchmark::State& state) {
    const NewItem item = by_tree(item_body());
    std::string out;
    for (auto _ : state) {
        out.clear();
        write_json(out, type_of<NewItem>(), &item);
        benchmark::DoNotOptimize(out.data());
    }
}
BENCHMARK(write);

void write_by_tree(benchmark::State& state) {
    const NewItem item = by_tree(item_body());
    for (auto _ : state) {
        const nlohmann::json tree{{"name", item.name},   {"description", item.description}, {"price", item.price},
                                  {"quantity", item.quantity}, {"tags", item.tags},         {"active", item.active}};
        std::string out = tree.dump();
        benchmark::DoNotOptimize(out.data());
    }
}
BENCHMARK(write_by_tree);

}  // namespace

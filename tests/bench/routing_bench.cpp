#include <benchmark/benchmark.h>

#include <serval/routing/router.hpp>

#include <stdexcept>

using namespace serval;

namespace {

Router router_of(std::size_t count) {
    Router router;
    for (std::size_t i = 0; i < count; ++i) {
        router.add({.method = Method::get, .pattern = "/api/things" + std::to_string(i) + "/{id:int}/parts"});
    }
    if (!router.freeze().empty()) throw std::logic_error{"the routes have mistakes"};
    return router;
}

void look_up(benchmark::State& state) {
    const auto count = static_cast<std::size_t>(state.range(0));
    const Router router = router_of(count);
    std::vector<std::string> paths;
    for (std::size_t i = 0; i < 64; ++i) paths.push_back("/api/things" + std::to_string(i * 997 % count) + "/42/parts");
    std::vector<PathValue> values;
    std::size_t turn = 0;
    for (auto _ : state) {
        const Match match = router.match(Method::get, paths[turn++ % paths.size()], values);
        if (match.outcome != Match::Outcome::found) state.SkipWithError("not found");
        benchmark::DoNotOptimize(values.data());
    }
}
BENCHMARK(look_up)->Arg(10)->Arg(100)->Arg(1000)->Arg(10'000);

}  // namespace

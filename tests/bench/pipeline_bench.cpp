// What the pipeline itself costs a request: from the request taken apart to the response put together, without a wire.
#include <benchmark/benchmark.h>

#include <serval/serval.hpp>
#include <serval/testing/client.hpp>

#include "bench/models.hpp"
#include "bench/workloads.hpp"
#include "pipeline/carrier.hpp"
#include "server/app_core.hpp"

using namespace serval;
using namespace serval::bench;

namespace {

Item keep(Body<NewItem> body) {
    NewItem item = std::move(*body);
    return {1, std::move(item.name), std::move(item.description), item.price, item.quantity, std::move(item.tags), item.active};
}

App make_app() {
    App app{test::settings()};
    app.get<"/json">([] { return Message{"Hello, World!"}; });
    app.post<"/items">(keep);
    app.build();
    return app;
}

void measure(benchmark::State& state, Request request, Status status) {
    App app = make_app();
    test::Carrier carrier{std::move(request)};
    for (auto _ : state) {
        if (carrier.carry(app.core().pipeline()) != status) state.SkipWithError("answered wrongly");
    }
}

void pipeline_get(benchmark::State& state) { measure(state, Request{Method::get, "/json"}, Status::ok); }
BENCHMARK(pipeline_get);

void pipeline_post(benchmark::State& state) {
    Request request{Method::post, "/items"};
    request.headers().add("Content-Type", "application/json");
    request.mutable_body() = item_body();
    measure(state, std::move(request), Status::created);
}
BENCHMARK(pipeline_post);

}  // namespace

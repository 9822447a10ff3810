#pragma once

#include <memory>

#include <serval/store/memory_store.hpp>
#include <serval/testing/clock.hpp>

#include "unit/store/tested_store.hpp"

namespace serval::test {

/** A store in memory whose time the test tells, asked without waiting. */
struct FrozenStore final : TestedStore {
    explicit FrozenStore(MemoryStoreOptions options = {}) : store{options} {
        clock->freeze();
        store.use_clock(clock);
    }

    SharedStore& shared() override { return store; }
    void advance(std::chrono::nanoseconds time) override { clock->advance(time); }

    std::shared_ptr<Clock> clock = std::make_shared<Clock>();
    MemoryStore store;
};

}  // namespace serval::test

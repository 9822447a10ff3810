#pragma once

#include <atomic>
#include <exception>
#include <string>
#include <utility>

#include <serval/logging/log.hpp>
#include <serval/store/shared_store.hpp>

namespace serval {

/** Tells the log when a store begins to fail and when it works again, and nothing in between. Thread-safe. */
class StoreOutage {
public:
    StoreOutage(Log log, std::string who) : log_{std::move(log)}, who_{std::move(who)} {}

    void failed(const std::exception& error) noexcept {
        if (!lasts_.exchange(true)) log_.error(who_ + " fails; what needs it is refused, or goes on without", {{"error", error.what()}});
    }
    void worked() noexcept {
        if (lasts_.load(std::memory_order_relaxed) && lasts_.exchange(false)) log_.info(who_ + " works again");
    }

    /** Do `act`, without which things go on when the store fails. */
    template <class Act>
    void attempt(Act act) {
        try {
            act();
            worked();
        } catch (const StoreError& error) {
            failed(error);
        }
    }

private:
    Log log_;
    std::string who_;
    std::atomic<bool> lasts_ = false;
};

}  // namespace serval

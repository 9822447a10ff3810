#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <serval/middleware/middleware.hpp>

namespace serval {

/** Says whether a service is closed for a while. Thread-safe: it is turned while requests are answered, by an endpoint or any thread. */
class MaintenanceSwitch {
public:
    /** Closed from now on. @param retry_after  When clients are told to come again; less than nothing is at once. */
    void turn_on(std::chrono::seconds retry_after = std::chrono::minutes{1}) noexcept;
    void turn_off() noexcept { retry_after_ = off; }

    [[nodiscard]] bool is_on() const noexcept { return retry_after_ != off; }
    /** When clients are told to come again; 0 while it is off. */
    [[nodiscard]] std::chrono::seconds retry_after() const noexcept;

private:
    static constexpr std::int64_t off = -1;

    std::atomic<std::int64_t> retry_after_{off};
};

struct MaintenanceOptions {
    /** Paths that stay open, each with all below it: those by which a supervisor looks after the process, and that by which the switch
        is turned off.
    */
    std::vector<std::string> open{"/healthz", "/readyz"};
    /** What refused clients are told. */
    std::string detail = "Closed for maintenance.";
};

/** Answer 503, code `maintenance`, with Retry-After, while `closed` is on: `app.use(maintenance(closed))`. */
[[nodiscard]] std::shared_ptr<Middleware> maintenance(std::shared_ptr<const MaintenanceSwitch> closed, MaintenanceOptions options = {});

}  // namespace serval

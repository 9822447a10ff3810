#pragma once

#include <atomic>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include <serval/server/limits.hpp>

namespace serval::detail {

/** Counts the connections of all loops, in total and by address. Thread-safe. */
class Admission {
public:
    explicit Admission(const Limits& limits) noexcept : limits_{limits} {}

    /** One connection's place; given up at the latest when it is destroyed. */
    class Ticket {
    public:
        Ticket() = default;
        Ticket(Admission& admission, std::string address) noexcept : admission_{&admission}, address_{std::move(address)} {}
        Ticket(Ticket&& other) noexcept
            : admission_{std::exchange(other.admission_, nullptr)}, address_{std::move(other.address_)} {}
        Ticket& operator=(Ticket&&) = delete;
        ~Ticket() { release(); }

        void release() noexcept {
            if (admission_ != nullptr) std::exchange(admission_, nullptr)->leave(address_);
        }

    private:
        Admission* admission_ = nullptr;
        std::string address_;   // empty when addresses are not counted
    };

    /** A place for a connection from `address`; nothing when there is none left. One without an address counts in total alone. */
    [[nodiscard]] std::optional<Ticket> admit(const std::string& address);

private:
    [[nodiscard]] bool admit_address(const std::string& address);
    void leave(const std::string& address) noexcept;

    const Limits& limits_;
    std::atomic<std::size_t> connections_ = 0;
    std::mutex mutex_;
    std::map<std::string, std::size_t> by_address_;
};

}  // namespace serval::detail

#pragma once

#include <chrono>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <serval/store/allowance.hpp>

namespace serval {

/** What one request counts against: the throttles of its endpoint say so, then the store decides on all of it at once.

    A request that anything refuses is counted nowhere. Used again for the next request, with the memory that it has.
*/
class Charges {
public:
    /** Count the request against `allowance`, of which every `key` has its own; the parts of a key are written one after another.
        Keys of different throttles never meet. A throttle gives each key once for a request.
    */
    void add(std::initializer_list<std::string_view> key, const Allowance& allowance);
    /** Refuse the request; try again after `wait`. The longest wait of all is the one that the client is told. */
    void refuse(std::chrono::seconds wait);

    // For the pipeline.

    /** A new request. */
    void clear() noexcept;
    /** Drop what was added, but not what was refused. */
    void forget_claims() noexcept { size_ = 0; }
    /** What is added from now on is from the throttle with number `index`, whose keys all begin with `prefix`. */
    void begin(std::size_t index, std::string_view prefix, bool fails_open) noexcept;

    [[nodiscard]] std::span<AllowanceClaim> claims() noexcept { return {claims_.data(), size_}; }
    /** The number of the throttle that the claim at `position` is from. */
    [[nodiscard]] std::size_t source(std::size_t position) const noexcept { return sources_[position]; }
    /** Whether any of those who counted will have no request through without the store. */
    [[nodiscard]] bool needs_store() const noexcept { return needs_store_; }
    /** The longest wait that was asked for by `refuse`, or that a claim has which is not allowed. */
    [[nodiscard]] std::optional<std::chrono::seconds> longest_wait() const noexcept;
    [[nodiscard]] bool is_refused() const noexcept { return refusal_.has_value(); }

private:
    std::vector<AllowanceClaim> claims_;          // those of earlier requests stay behind `size_`, for their memory
    std::vector<std::size_t> sources_;
    std::size_t size_ = 0;
    std::size_t source_ = 0;
    std::string_view prefix_;
    bool fails_open_ = false;
    bool needs_store_ = false;
    std::optional<std::chrono::seconds> refusal_;
};

}  // namespace serval

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <serval/store/allowance.hpp>

namespace serval {

/** When one key's allowance was taken from within the last period. Takings of a moment share a mark, as if all were the last of them;
    a moment is nothing for small amounts, and a fraction of the period for those that would need too many marks.
*/
class SlidingLog {
public:
    using Time = std::chrono::system_clock::time_point;

    static constexpr std::uint64_t most_marks = 128;

    [[nodiscard]] Standing stand(const Allowance& allowance, Time now);
    void take(const Allowance& allowance, Time now);
    /** From when on it is as good as new. */
    [[nodiscard]] Time idle_at(const Allowance& allowance) const;
    [[nodiscard]] std::size_t octets() const noexcept { return marks_.capacity() * sizeof(Mark); }

private:
    struct Mark {
        Time last;
        std::uint64_t count;
    };

    void forget(const Allowance& allowance, Time now);
    [[nodiscard]] Time first_free(const Allowance& allowance) const;

    std::vector<Mark> marks_;   // oldest first
    Time newest_began_{};
    std::uint64_t taken_ = 0;
};

}  // namespace serval

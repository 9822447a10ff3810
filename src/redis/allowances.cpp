#include "redis/allowances.hpp"

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace serval::redis {
namespace {

using std::chrono::microseconds;
using std::chrono::seconds;

// What Lua counts exactly, together with the time of day.
constexpr std::uint64_t most_amount = std::uint64_t{1} << 53;
constexpr seconds longest{std::chrono::years{100}};

std::int64_t count_microseconds(seconds time) { return microseconds{std::min(time, longest)}.count(); }

/** How many nanoseconds a token takes to come; rounded up, so that never too many come. */
std::int64_t pace(const Allowance& allowance, std::uint64_t amount) {
    const std::int64_t period = count_microseconds(allowance.period) * 1'000;
    return period / static_cast<std::int64_t>(amount) + (period % static_cast<std::int64_t>(amount) != 0 ? 1 : 0);
}

void add_arguments(const Allowance& allowance, std::vector<std::string>& arguments) {
    const std::uint64_t amount = std::min(allowance.amount, most_amount);
    const bool is_bucket = allowance.counting == Counting::token_bucket;
    arguments.emplace_back(is_bucket ? "bucket" : "window");
    arguments.push_back(fmt::format("{}", amount));
    arguments.push_back(fmt::format("{}", count_microseconds(allowance.period)));
    arguments.push_back(fmt::format("{}", std::min(allowance.burst, most_amount)));
    arguments.push_back(fmt::format("{}", is_bucket ? pace(allowance, amount) : 0));
    arguments.push_back(fmt::format("{}", count_microseconds(allowance.ban)));
}

/** Tell each claim its part of what the script returned. */
void tell(std::span<AllowanceClaim> claims, std::span<const std::int64_t> told) {
    if (told.size() != 1 + 3 * claims.size()) throw StoreError{"Redis gave an answer of another length than was asked for"};
    for (std::size_t i = 0; i < claims.size(); ++i) {
        const auto of_claim = told.subspan(1 + 3 * i, 3);
        Standing standing;
        standing.is_allowed = of_claim[0] != 0;
        standing.remaining = static_cast<std::uint64_t>(of_claim[1]);
        standing.wait = std::chrono::nanoseconds{of_claim[2]};
        claims[i].standing = standing;
    }
}

}  // namespace

Allowances::Allowances(Connections& connections, std::string prefix, std::string_view script)
    : connections_{connections}, prefix_{std::move(prefix)}, script_{script} {}

Task<bool> Allowances::take(std::span<AllowanceClaim> claims, Taking taking) const {
    const bool takes = taking == Taking::all_or_nothing;
    if (claims.empty()) co_return takes;
    std::vector<std::string> keys;
    std::vector<std::string> arguments{takes ? "1" : "0"};
    for (const AllowanceClaim& claim : claims) {
        keys.push_back(prefix_ + claim.key);
        add_arguments(claim.allowance, arguments);
    }
    const Reply reply = co_await script_.run(connections_, keys, arguments);
    const std::vector<std::int64_t> told = reply.numbers();
    tell(claims, told);
    co_return told.front() != 0;
}

}  // namespace serval::redis

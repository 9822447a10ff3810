#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <serval/store/shared_store.hpp>

namespace serval::test {

/** Is out of reach. */
class LostStore final : public SharedStore {
public:
    Task<std::optional<std::string>> get(std::string_view) override { throw StoreError{"lost"}; }
    Task<void> set(std::string_view, std::string, Duration) override { throw StoreError{"lost"}; }
    Task<bool> add(std::string_view, std::string, Duration) override { throw StoreError{"lost"}; }
    Task<bool> erase(std::string_view) override { throw StoreError{"lost"}; }
    Task<std::int64_t> increment(std::string_view, std::int64_t, Duration) override { throw StoreError{"lost"}; }
    Task<bool> take(std::span<AllowanceClaim>, Taking) override { throw StoreError{"lost"}; }
};

}  // namespace serval::test

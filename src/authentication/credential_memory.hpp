#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string_view>

#include <serval/authentication/user.hpp>

namespace serval {

/** Credentials that were found right a short while ago, as keyed hashes (HMAC-SHA-256). Thread-safe; bounded. */
class CredentialMemory {
public:
    using Clock = std::chrono::steady_clock;

    explicit CredentialMemory(Clock::duration time);

    [[nodiscard]] std::optional<User> find(std::string_view credentials) const;
    void keep(std::string_view credentials, const User& user);

private:
    static constexpr std::size_t most = 10'000;
    using Digest = std::array<unsigned char, 32>;

    struct Entry {
        User user;
        Clock::time_point until;
    };

    [[nodiscard]] Digest digest(std::string_view credentials) const;
    void make_room(Clock::time_point now);

    Clock::duration time_;
    Digest key_;
    mutable std::mutex mutex_;
    std::map<Digest, Entry> entries_;
};

}  // namespace serval

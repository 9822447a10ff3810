#pragma once

#include <array>
#include <chrono>
#include <exception>
#include <optional>
#include <string>
#include <string_view>

#include "redis/address.hpp"
#include "redis/channel.hpp"
#include "redis/reply.hpp"

namespace serval::redis {

/** A connection to Redis over which commands go one way and replies come the other. Of one loop, on which it is made and used.
    What goes wrong is a `boost::system::system_error` or a `StoreError`.
*/
class Conversation {
public:
    /** @param tls  Of an address that uses it; otherwise null. It outlives the conversation, as the address does. */
    Conversation(const Address& address, boost::asio::ssl::context* tls) : address_{address}, channel_{address, tls} {}

    /** Connect, and be let in. */
    [[nodiscard]] Task<void> open();
    [[nodiscard]] Task<void> write(std::string_view octets) { return channel_.write(octets); }
    /** Wait for more of replies. */
    [[nodiscard]] Task<void> fill();
    /** The next reply, where it is there already. */
    [[nodiscard]] std::optional<Reply> next() { return replies_.next(); }
    /** What is under way fails. */
    void close() noexcept { channel_.close(); }

private:
    Task<Reply> await_next();

    const Address& address_;
    Channel channel_;
    ReplyReader replies_;
    std::array<char, 16 * 1024> room_;
};

/** The pause before one that cannot be had is tried again, which doubles from time to time. */
inline constexpr std::chrono::milliseconds first_rest{50};
inline constexpr std::chrono::milliseconds longest_rest{2'000};

/** Why a conversation failed, for the log. */
[[nodiscard]] std::string reason_of(const std::exception& error);

}  // namespace serval::redis

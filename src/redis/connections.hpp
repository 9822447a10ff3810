#pragma once

#include <memory>
#include <string>
#include <vector>

#include <serval/redis/redis_store.hpp>

#include "redis/connection.hpp"

namespace serval::redis {

/** All connections of a store. Thread-safe. */
class Connections {
public:
    /** @throws std::invalid_argument and std::runtime_error, as a `RedisStore` does. */
    explicit Connections(const RedisOptions& options);

    /** What Redis replies to `command`, an error too. @throws StoreError when there is no reply in time; Cancelled. */
    [[nodiscard]] Task<Reply> ask(std::string command);

    /** What all connections to this Redis have in common. */
    [[nodiscard]] ConnectionShare& share() noexcept { return share_; }

private:
    /** The one of this thread, or where that is away another. */
    [[nodiscard]] Connection& choose() const noexcept;

    ConnectionShare share_;
    std::vector<std::unique_ptr<Connection>> all_;
};

}  // namespace serval::redis

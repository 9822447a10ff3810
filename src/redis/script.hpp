#pragma once

#include <span>
#include <string>
#include <string_view>

#include "redis/connections.hpp"

namespace serval::redis {

/** A script that Redis runs as one step. Redis is sent its digest, and its text only where it does not know that yet. Thread-safe. */
class Script {
public:
    /** @param text  It outlives the script. */
    explicit Script(std::string_view text);

    /** What it returns. What is handed over lasts until the task has ended. @throws StoreError when there is no reply in time. */
    [[nodiscard]] Task<Reply> run(Connections& connections, std::span<const std::string> keys, std::span<const std::string> arguments) const;

private:
    std::string_view text_;
    std::string digest_;
};

}  // namespace serval::redis

#pragma once

#include <span>
#include <string>
#include <string_view>

#include <serval/store/shared_store.hpp>

#include "redis/connections.hpp"
#include "redis/script.hpp"

namespace serval::redis {

/** The script that takes from allowances, all or none. */
extern const std::string_view take_script;

/** The allowances that Redis keeps. Thread-safe. */
class Allowances {
public:
    /** @param prefix  Of every key. */
    Allowances(Connections& connections, std::string prefix, std::string_view script = take_script);

    [[nodiscard]] Task<bool> take(std::span<AllowanceClaim> claims, Taking taking) const;

private:
    Connections& connections_;
    std::string prefix_;
    Script script_;
};

}  // namespace serval::redis

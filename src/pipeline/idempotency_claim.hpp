#pragma once

#include <string>

namespace serval {

/** A request that has named itself by an Idempotency-Key, while it runs. */
struct IdempotencyClaim {
    std::string record{};        // the key that the store knows it by; empty when the request is not the first of its name
    std::string fingerprint{};   // of what it asks for
};

}  // namespace serval

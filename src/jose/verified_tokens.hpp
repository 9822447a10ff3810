#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include <serval/jose/jwt_claims.hpp>

namespace serval {

/** Tokens whose signatures were found right, and what they claim: the same text by the same keys is the same the next time. Whoever finds one here
    spares the arithmetic and the parsing, and holds the claims against the clock all the same.

    Bounded: a place is for one token, which gives way to the next that comes there. Only what was verified is ever kept, so that nobody
    without a key fills it. Thread-safe.
*/
class VerifiedTokens {
public:
    /** What `token` claims; null when it is not known. */
    [[nodiscard]] std::shared_ptr<const JwtClaims> find(std::string_view token) const;
    void keep(std::string_view token, const JwtClaims& claims);

private:
    struct Known {
        std::string token;
        JwtClaims claims;
    };
    struct Place {
        mutable std::mutex mutex;
        std::shared_ptr<const Known> known;
    };

    static constexpr std::size_t place_count = 1024;
    static constexpr std::size_t most_octets = 1024;   // of a token; a longer one is not kept

    [[nodiscard]] static std::size_t place_of(std::string_view token) noexcept;

    std::array<Place, place_count> places_;
};

}  // namespace serval

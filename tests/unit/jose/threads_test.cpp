// Keys are made once and used by every loop.
#include <atomic>
#include <thread>

#include <catch2/catch.hpp>

#include <serval/jose/jwt.hpp>

#include "unit/jose/made_keys.hpp"

using namespace serval;

namespace {

constexpr int thread_count = 8;

JwsKey make_key(JwsAlgorithm algorithm) {
    if (algorithm == JwsAlgorithm::hs256) return JwsKey::from_secret(algorithm, test::secret_a);
    return JwsKey::from_pem(algorithm, test::make_key_pair(algorithm).private_pem);
}

}  // namespace

TEST_CASE("one key signs and verifies on eight threads at once", "[jose]") {
    const auto algorithm = GENERATE(JwsAlgorithm::hs256, JwsAlgorithm::rs256, JwsAlgorithm::ps256, JwsAlgorithm::es256, JwsAlgorithm::eddsa);
    const JwsKey key = make_key(algorithm);
    const JwsKeySet keys{key};
    const JwtClaims::Time now = std::chrono::system_clock::now();
    std::atomic<int> right = 0;
    std::atomic<int> wrong = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < thread_count; ++i) {
            threads.emplace_back([&, i] {
                for (int n = 0; n < 25; ++n) {
                    JwtClaims claims;
                    claims.subject = std::to_string(i * 1000 + n);
                    claims.expires = now + std::chrono::hours{1};
                    std::string token = issue_jwt(claims, key);
                    const auto verified = verify_jwt(token, keys, {}, now);
                    right += verified && verified->subject == claims.subject ? 1 : 0;
                    token[token.find('.') + 2] ^= 1;   // no longer what was signed
                    wrong += verify_jwt(token, keys, {}, now) ? 0 : 1;
                }
            });
        }
    }
    CHECK(right == thread_count * 25);
    CHECK(wrong == thread_count * 25);
}

#include <serval/jose/jwt_verifier.hpp>

#include <stdexcept>

namespace serval {
namespace {

class FixedKeys final : public JwsKeySource {
public:
    explicit FixedKeys(JwsKeySet keys) : keys_{std::make_shared<const JwsKeySet>(std::move(keys))} {}

    Task<JwsKeysPtr> keys(JwsKeysPtr) override { return Task<JwsKeysPtr>::ready(keys_); }

private:
    JwsKeysPtr keys_;
};

bool lacks_key(const JwtResult<JwtClaims>& claims) {
    return !claims && claims.fault().fault == JwtFault::untrusted && claims.fault().jws == JwsFault::no_key;
}

}  // namespace

struct JwtVerifier::State {
    std::shared_ptr<JwsKeySource> source;
    JwtExpectations expected;
    std::shared_ptr<const TimeSource> clock;

    [[nodiscard]] JwtResult<JwtClaims> verify(std::string_view token, const JwsKeySet& keys) const {
        return verify_jwt(token, keys, expected, clock->now());
    }

    [[nodiscard]] static Task<JwtResult<JwtClaims>> verify(std::shared_ptr<const State> state, std::string_view token) {
        const JwsKeysPtr keys = co_await state->source->keys();
        auto claims = state->verify(token, *keys);
        if (!lacks_key(claims)) co_return claims;
        const JwsKeysPtr newer = co_await state->source->keys(keys);
        if (newer == keys) co_return claims;
        co_return state->verify(token, *newer);
    }
};

JwtVerifier::JwtVerifier(JwsKeySet keys, JwtExpectations expected, std::shared_ptr<const TimeSource> clock)
    : JwtVerifier{std::make_shared<FixedKeys>(std::move(keys)), std::move(expected), std::move(clock)} {}

JwtVerifier::JwtVerifier(std::shared_ptr<JwsKeySource> keys, JwtExpectations expected, std::shared_ptr<const TimeSource> clock) {
    if (keys == nullptr || clock == nullptr) throw std::invalid_argument{"whoever verifies tokens needs keys and a clock"};
    state_ = std::make_shared<const State>(State{std::move(keys), std::move(expected), std::move(clock)});
}

Task<JwtResult<JwtClaims>> JwtVerifier::operator()(std::string_view token) const { return State::verify(state_, token); }

bool JwtVerifier::may_lack_keys() const noexcept { return dynamic_cast<const FixedKeys*>(state_->source.get()) == nullptr; }

}  // namespace serval

#include <utility>

#include "pipeline/stages.hpp"

namespace serval {
namespace {

/** Finds out who is asking: the first authenticator that knows ends the search. Refuses nobody for want of credentials. */
class AuthenticationStage final : public AskingStage<std::optional<User>> {
public:
    explicit AuthenticationStage(std::vector<AuthenticatorPtr> authenticators) : authenticators_{std::move(authenticators)} {}

    std::string describe() const override {
        std::string text = "authenticate";
        for (const AuthenticatorPtr& authenticator : authenticators_) text += " " + authenticator->describe().name;
        return text;
    }

private:
    std::size_t count() const noexcept override { return authenticators_.size(); }
    /** A test says who asks; then there is nothing to find out. */
    bool applies(Run& run) const override { return user_of(run.request()) == nullptr; }
    Task<std::optional<User>> question(Run& run, std::size_t index) const override {
        return authenticators_[index]->authenticate(run.request());
    }
    bool settles(Run& run, std::size_t, std::optional<User> user) const override {
        if (!user.has_value()) return false;
        run.request().attributes().put(std::move(*user));
        return true;
    }

    std::vector<AuthenticatorPtr> authenticators_;
};

}  // namespace

void authenticate_user(Stages& stages, std::vector<AuthenticatorPtr> authenticators) {
    if (!authenticators.empty()) stages.push_back(std::make_unique<AuthenticationStage>(std::move(authenticators)));
}

}  // namespace serval

#include "openapi/security.hpp"

#include <algorithm>
#include <utility>

namespace serval::detail {
namespace {

void add_new(OrderedJson& list, OrderedJson value) {
    if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(std::move(value));
}

}  // namespace

Access access_of(const OperationSource& source) {
    Access access;
    for (const AuthenticatorPtr& authenticator : source.levels.resolve(&Policies::authentication)) {
        access.tries_credentials = true;
        access.may_be_unavailable = access.may_be_unavailable || authenticator->may_be_unavailable();
    }
    access.needs_user = source.takes(Argument::Source::user);
    access.may_forbid = source.takes(Argument::Source::access);
    for (const Permission& permission : source.levels.resolve(&Policies::permissions)) {
        const Admits admits = permission.admits(source.endpoint.method);
        access.needs_user = access.needs_user || !admits.unknown;
        access.may_forbid = access.may_forbid || !admits.every_user;
    }
    return access;
}

OrderedJson describe_security(const Alternatives& alternatives, Components& components) {
    OrderedJson requirements = OrderedJson::array();
    bool is_open = false;
    for (const OperationSource& source : alternatives) {
        for (const AuthenticatorPtr& authenticator : source.levels.resolve(&Policies::authentication)) {
            const SecurityScheme scheme = authenticator->describe();
            if (!scheme.type.empty()) add_new(requirements, {{components.security_scheme(scheme), OrderedJson::array()}});
        }
        is_open = is_open || !access_of(source).needs_user;
    }
    if (!requirements.empty() && is_open) requirements.push_back(OrderedJson::object());
    return requirements;
}

}  // namespace serval::detail

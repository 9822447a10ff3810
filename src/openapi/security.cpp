#include "openapi/security.hpp"

namespace serval::detail {

Access access_of(const OperationSource& source) {
    Access access;
    access.tries_credentials = !source.levels.resolve(&Policies::authentication).empty();
    access.needs_user = source.takes(Argument::Source::user);
    for (const Permission& permission : source.levels.resolve(&Policies::permissions)) {
        const Admits admits = permission.admits(source.endpoint.method);
        access.needs_user = access.needs_user || !admits.unknown;
        access.may_forbid = access.may_forbid || !admits.every_user;
    }
    return access;
}

OrderedJson describe_security(const OperationSource& source, Components& components) {
    OrderedJson requirements = OrderedJson::array();
    for (const AuthenticatorPtr& authenticator : source.levels.resolve(&Policies::authentication)) {
        requirements.push_back({{components.security_scheme(authenticator->describe()), OrderedJson::array()}});
    }
    if (!requirements.empty() && !access_of(source).needs_user) requirements.push_back(OrderedJson::object());
    return requirements;
}

}  // namespace serval::detail

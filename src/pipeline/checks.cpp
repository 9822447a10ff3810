#include "pipeline/checks.hpp"

#include <algorithm>

#include <serval/model/type_info.hpp>

#include "pipeline/levels.hpp"

namespace serval {
namespace {

Converter converter_of(const TypeInfo& type) {
    if (type.kind == Kind::integer) return {Converter::Kind::integer};
    if (type.kind == Kind::text && type.text->format_name == "uuid") return {Converter::Kind::uuid};
    if (type.kind == Kind::text && type.text->format_name == "slug") return {Converter::Kind::slug};
    return {};
}

bool has_own_converter(const Endpoint& endpoint, const std::string& name) {
    return endpoint.pattern.find("{" + name + ":") != std::string::npos;
}

bool has_parameter(const Endpoint& endpoint, const std::string& name) {
    return endpoint.pattern.find("{" + name + "}") != std::string::npos || has_own_converter(endpoint, name);
}

bool says_current_user(const std::vector<Argument>& arguments) {
    return std::any_of(arguments.begin(), arguments.end(), [](const Argument& a) { return a.source == Argument::Source::user; });
}

class EndpointCheck {
public:
    EndpointCheck(const Endpoint& endpoint, const Services& services, std::vector<std::string>& mistakes)
        : endpoint_{endpoint}, services_{services}, mistakes_{mistakes}, arguments_{endpoint.handler->arguments()} {}

    void run() {
        check_paths();
        check_injections();
        check_controller();
        check_blocking();
        check_status();
        check_user();
    }

private:
    void note(const std::string& what) { mistakes_.push_back(route_name(endpoint_) + " " + what); }

    void check_paths() {
        for (const Argument& argument : arguments_) {
            if (argument.source != Argument::Source::path || has_parameter(endpoint_, argument.name)) continue;
            note("takes Path<\"" + argument.name + "\", …>, but its pattern has no {" + argument.name + "}");
        }
    }

    void check_injections() {
        for (const Argument& argument : arguments_) {
            const ServiceKey key{argument.injected, argument.injected_name};
            if (argument.source != Argument::Source::injected || services_.knows(key)) continue;
            note("takes Inject<" + std::string{key.name} + ">, which nobody provides: call app.own or app.provide for it");
        }
    }

    void check_controller() {
        const ServiceKey controller = endpoint_.handler->controller();
        if (controller.type == nullptr || services_.find(controller) != nullptr) return;
        note("belongs to \"" + std::string{controller.name} + "\", which could not be made");
    }

    void check_blocking() {
        if (endpoint_.blocking && endpoint_.handler->waits()) {
            note("is a coroutine and .blocking(): say one; a coroutine moves blocking work to the workers by co_await on_worker(…)");
        }
    }

    void check_status() {
        DeclaredResponses responses{default_status_of(endpoint_)};
        endpoint_.handler->describe(responses);
        for (const DeclaredResponse& response : responses.all()) {
            if (response.type == nullptr || !forbids_content(response.status)) continue;
            note("answers " + std::to_string(number(response.status)) + ", which has no content, with a body: return NoContent or nothing");
        }
    }

    void check_user() {
        if (!says_current_user(arguments_) || !Levels{endpoint_}.resolve(&Policies::authentication).empty()) return;
        note("takes CurrentUser, but no authenticator holds there: call .authenticate(…) on the app, the group or the endpoint");
    }

    const Endpoint& endpoint_;
    const Services& services_;
    std::vector<std::string>& mistakes_;
    std::vector<Argument> arguments_;
};

}  // namespace

void check_endpoint(const Endpoint& endpoint, const Services& services, std::vector<std::string>& mistakes) {
    EndpointCheck{endpoint, services, mistakes}.run();
}

std::vector<Parameter> path_types(const Endpoint& endpoint) {
    std::vector<Parameter> types;
    for (const Argument& argument : endpoint.handler->arguments()) {
        if (argument.source != Argument::Source::path || has_own_converter(endpoint, argument.name)) continue;
        if (has_parameter(endpoint, argument.name)) types.push_back({argument.name, converter_of(*argument.type)});
    }
    return types;
}

Status default_status_of(const Endpoint& endpoint) {
    if (endpoint.status.has_value()) return *endpoint.status;
    if (endpoint.handler->gives_nothing()) return Status::no_content;
    return endpoint.method == Method::post ? Status::created : Status::ok;
}

std::string route_name(const Endpoint& endpoint) { return std::string{endpoint.method.name()} + " " + endpoint.pattern; }

}  // namespace serval

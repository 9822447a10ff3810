#include <string>
#include <vector>

#include <serval/http/accept.hpp>
#include <serval/problem/problems.hpp>
#include <serval/problem/http_error.hpp>

#include "pipeline/stages.hpp"

namespace serval {
namespace {

/** Refuses a client that accepts no form that the endpoint can answer in. */
class NegotiationStage final : public Stage {
public:
    Flow enter(Run& run) const override {
        const auto accept = run.request().header("Accept");
        if (!accept.has_value() || *accept == "*/*") return Flow::proceed;
        static const std::vector<MediaType> offered{MediaType{"application/json"}};
        if (!negotiate(run.request().headers().joined("Accept"), offered).has_value()) refuse();
        return Flow::proceed;
    }

private:
    [[noreturn]] static void refuse() {
        static constexpr std::string_view available[] = {"application/json"};
        throw HttpError{problem::not_acceptable(available)};
    }
};

}  // namespace

void negotiate_content(Stages& stages, const Endpoint& endpoint) {
    if (endpoint.handler->negotiates()) stages.push_back(std::make_unique<NegotiationStage>());
}

}  // namespace serval

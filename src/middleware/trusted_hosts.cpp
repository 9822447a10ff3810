#include <serval/middleware/trusted_hosts.hpp>

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include <serval/http/uri.hpp>
#include <serval/problem/http_error.hpp>

#include "http/syntax.hpp"

namespace serval {
namespace {

class TrustedHosts final : public Middleware {
public:
    explicit TrustedHosts(std::vector<std::string> hosts) : hosts_{std::move(hosts)} {
        if (hosts_.empty()) mistakes_.emplace_back("it trusts no host, so that every request would be refused: say which");
        for (std::string& host : hosts_) {
            host = detail::lowered(host);
            check(host);
        }
    }

    std::optional<Response> enter(Request& request) override {
        const auto origin = Origin::of(request);
        if (!origin.has_value() || !trusts(origin->host)) throw BadRequest{"This host is not served here.", "untrusted_host"};
        return std::nullopt;
    }

    std::string name() const override { return "trusted hosts"; }
    std::vector<std::string> mistakes() const override { return mistakes_; }
    std::vector<MiddlewareOrder> order() const override {
        return {{"https redirect", "which sends clients to whatever host they name"}};
    }
    void describe(const DescribedOperation&, DeclaredResponses& responses) const override { responses.problem(Status::bad_request); }

private:
    void check(const std::string& host) {
        const auto origin = Origin::parse("http://" + host.substr(host.starts_with('.') ? 1 : 0));
        const bool is_host = origin.has_value() && origin->port == 80 && host.find_first_of("/?#@*") == std::string::npos && !host.ends_with(":80");
        if (!is_host) mistakes_.push_back(fmt::format("\"{}\" is no host: write a name such as \"shop.example\", or \".shop.example\" for all below it", host));
    }

    [[nodiscard]] bool trusts(std::string_view host) const {
        return std::any_of(hosts_.begin(), hosts_.end(), [&](std::string_view known) {
            const bool stands_for_all = known.starts_with('.');
            return host == (stands_for_all ? known.substr(1) : known) || (stands_for_all && host.ends_with(known));
        });
    }

    std::vector<std::string> hosts_;
    std::vector<std::string> mistakes_;
};

}  // namespace

std::shared_ptr<Middleware> trusted_hosts(std::vector<std::string> hosts) { return std::make_shared<TrustedHosts>(std::move(hosts)); }

}  // namespace serval

#include <serval/middleware/forwarded.hpp>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include <serval/http/target.hpp>
#include <serval/model/values/ip_address.hpp>

#include "http/syntax.hpp"
#include "middleware/trusted_proxies.hpp"

namespace serval {
namespace {

/** What one proxy tells of whom it speaks for; texts as they came, empty where it says nothing. */
struct Hop {
    std::string address{};
    std::string scheme{};
    std::string host{};
};

/** An address that may have a port behind it: `192.0.2.1:80`, `[2001:db8::1]:80`. */
std::optional<IpAddress> address_of(std::string_view text) {
    if (text.starts_with('[')) return IpAddress::parse(text.substr(1, std::min(text.find(']'), text.size()) - 1));
    const auto colon = text.find(':');
    return IpAddress::parse(colon == text.rfind(':') ? text.substr(0, colon) : text);
}

/** Where proxies tell less of one thing than of another, the last of it holds for the last of them. */
void spread(const std::vector<std::string_view>& items, std::vector<Hop>& hops, std::string Hop::*part) {
    for (std::size_t back = 0; back < hops.size() && !items.empty(); ++back) {
        hops[hops.size() - 1 - back].*part = items[items.size() - 1 - std::min(back, items.size() - 1)];
    }
}

/** The hops in the order in which the request took them. */
std::vector<Hop> x_forwarded_hops(const Headers& headers) {
    const auto list = [&](std::string_view name) { return headers.joined(name).value_or(""); };
    const std::string addresses = list("X-Forwarded-For");
    const std::string schemes = list("X-Forwarded-Proto");
    const std::string hosts = list("X-Forwarded-Host");
    std::vector<Hop> hops(std::max<std::size_t>(detail::list_elements(addresses).size(), schemes.empty() && hosts.empty() ? 0 : 1));
    spread(detail::list_elements(addresses), hops, &Hop::address);
    spread(detail::list_elements(schemes), hops, &Hop::scheme);
    spread(detail::list_elements(hosts), hops, &Hop::host);
    return hops;
}

Hop forwarded_hop(std::string_view element) {
    Hop hop;
    const std::string text = ";" + std::string{element};
    detail::ParameterReader pairs{text};
    while (const auto pair = pairs.next()) {
        if (detail::same_ignoring_case(pair->name, "for")) hop.address = pair->value;
        if (detail::same_ignoring_case(pair->name, "proto")) hop.scheme = pair->value;
        if (detail::same_ignoring_case(pair->name, "host")) hop.host = pair->value;
    }
    return hop;
}

std::vector<Hop> forwarded_hops(const Headers& headers) {
    const std::string list = headers.joined("Forwarded").value_or("");
    std::vector<Hop> hops;
    for (const std::string_view element : detail::list_elements(list)) hops.push_back(forwarded_hop(element));
    return hops;
}

class Forwarded final : public Middleware {
public:
    explicit Forwarded(const ForwardedOptions& options) : fields_{options.fields}, takes_host_{options.host} {
        if (options.proxies.empty()) mistakes_.emplace_back("it believes no proxy: say which in .proxies, or leave it out");
        for (const std::string& proxy : options.proxies) {
            if (!proxies_.add(proxy)) mistakes_.push_back(no_proxy(proxy));
        }
    }

    std::optional<Response> enter(Request& request) override {
        if (!proxies_.believes(request.connection())) return std::nullopt;
        const std::vector<Hop> hops =
            fields_ == ForwardedFields::forwarded ? forwarded_hops(request.headers()) : x_forwarded_hops(request.headers());
        if (!hops.empty()) follow(hops, request);
        return std::nullopt;
    }

    std::string name() const override { return "forwarded"; }
    std::vector<std::string> mistakes() const override { return mistakes_; }
    std::vector<MiddlewareOrder> order() const override {
        std::vector<MiddlewareOrder> order{
            {"forwarded", "which has put the client in the proxy's place already: a client could pass for a proxy"},
            {"https redirect", "which takes what a proxy brings for sent without TLS, and sends its clients round in circles"},
            {"csrf", "which compares the pages' origin with the proxy's address"},
        };
        if (takes_host_) order.push_back({"trusted hosts", "which looks at another host than links are made of"});
        return order;
    }

private:
    /** From hop to hop backwards, as long as who tells is believed. */
    void follow(const std::vector<Hop>& hops, Request& request) const {
        Connection ends = request.connection();
        auto hop = hops.rbegin();
        for (;; ++hop) {
            const auto address = address_of(hop->address);
            if (!address.has_value()) break;
            ends.remote_address = address->to_string();
            ends.remote_port = 0;
            if (hop + 1 == hops.rend() || !proxies_.believes(*address)) break;
        }
        if (!hop->scheme.empty()) ends.secure = detail::same_ignoring_case(hop->scheme, "https");
        if (takes_host_ && parse_authority(hop->host).has_value()) request.headers().set("Host", hop->host);
        replace_connection(request, std::move(ends));
    }

    ForwardedFields fields_;
    bool takes_host_;
    TrustedProxies proxies_;
    std::vector<std::string> mistakes_;
};

}  // namespace

std::shared_ptr<Middleware> forwarded(ForwardedOptions options) { return std::make_shared<Forwarded>(options); }

}  // namespace serval

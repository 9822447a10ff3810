#include <serval/middleware/cors.hpp>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include <serval/http/token.hpp>
#include <serval/http/uri.hpp>
#include <serval/model/rules.hpp>

#include "http/vary.hpp"

namespace serval {
namespace {

bool has_any(const std::vector<std::string>& list) { return std::find(list.begin(), list.end(), "*") != list.end(); }

/** As browsers write it. */
std::string as_sent(const std::string& origin) {
    const auto parsed = Origin::parse(origin);
    return parsed.has_value() ? parsed->to_string() : origin;
}

class Cors final : public Middleware {
public:
    explicit Cors(CorsOptions options)
        : options_{std::move(options)},
          any_origin_{has_any(options_.origins)},
          any_method_{has_any(options_.methods)},
          any_header_{has_any(options_.headers)},
          methods_{fmt::format("{}", fmt::join(options_.methods, ", "))},
          headers_{fmt::format("{}", fmt::join(options_.headers, ", "))},
          exposed_{fmt::format("{}", fmt::join(options_.expose, ", "))},
          max_age_{fmt::to_string(options_.max_age.count())} {
        for (std::string& origin : options_.origins) {
            check_origin(origin);
            origin = as_sent(origin);
        }
        for (const std::string& pattern : options_.origin_patterns) add_pattern(pattern);
        check_names("method", options_.methods);
        check_names("header field", options_.headers);
        check_names("header field to expose", options_.expose);
        check_whole();
    }

    std::optional<Response> enter(Request& request) override {
        const auto method = request.header("Access-Control-Request-Method");
        const bool is_preflight = request.method() == Method::options && method.has_value() && request.header("Origin").has_value();
        if (!is_preflight) return std::nullopt;
        Response response{Status::no_content};
        permit(request, response);
        add_vary(response.headers(), "Access-Control-Request-Method");
        add_vary(response.headers(), "Access-Control-Request-Headers");
        if (response.headers().contains("Access-Control-Allow-Origin")) answer_preflight(request, *method, response);
        return response;
    }

    void leave(const Request& request, Response& response) override {
        permit(request, response);
        const bool may_read = response.headers().contains("Access-Control-Allow-Origin");
        if (may_read && !exposed_.empty()) response.set_header("Access-Control-Expose-Headers", exposed_);
    }

    std::string name() const override { return "cors"; }
    std::vector<std::string> mistakes() const override { return mistakes_; }
    std::vector<MiddlewareOrder> order() const override {
        return {{"cors", "which answers every preflight by its own rules"}, {"https redirect", "which redirects preflights, and browsers follow none"}};
    }

private:
    /** What every answer tells. One that is the same for all origins does not vary. */
    void permit(const Request& request, Response& response) const {
        if (any_origin_) {
            response.set_header("Access-Control-Allow-Origin", "*");
            return;
        }
        add_vary(response.headers(), "Origin");
        const auto origin = request.header("Origin");
        if (!origin.has_value() || !allows(*origin)) return;
        response.set_header("Access-Control-Allow-Origin", *origin);
        if (options_.credentials) response.set_header("Access-Control-Allow-Credentials", "true");
    }

    [[nodiscard]] bool allows(std::string_view origin) const {
        return std::find(options_.origins.begin(), options_.origins.end(), origin) != options_.origins.end() ||
               std::any_of(patterns_.begin(), patterns_.end(), [&](const TextPattern& pattern) { return pattern.matches(origin); });
    }

    void answer_preflight(const Request& request, std::string_view method, Response& response) const {
        response.set_header("Access-Control-Allow-Methods", any_method_ ? method : std::string_view{methods_});
        const std::string asked = request.headers().joined("Access-Control-Request-Headers").value_or("");
        const std::string& allowed = any_header_ ? asked : headers_;
        if (!allowed.empty()) response.set_header("Access-Control-Allow-Headers", allowed);
        response.set_header("Access-Control-Max-Age", max_age_);
        if (!options_.private_network) return;
        add_vary(response.headers(), "Access-Control-Request-Private-Network");
        if (request.header("Access-Control-Request-Private-Network") == "true") {
            response.set_header("Access-Control-Allow-Private-Network", "true");
        }
    }

    void check_origin(const std::string& origin) {
        if (origin == "*" || origin == "null") return;
        const auto scheme = origin.find("://");
        const bool is_web = origin.starts_with("http:") || origin.starts_with("https:");   // others are an app's own: "capacitor://localhost"
        const bool is_bare = scheme != 0 && scheme != std::string::npos && scheme + 3 < origin.size() &&
                             origin.find_first_of("/?#@ ", scheme + 3) == std::string::npos && (!is_web || Origin::parse(origin).has_value());
        if (!is_bare) mistakes_.push_back(fmt::format("\"{}\" is no origin: write scheme, host and port alone, as in \"https://shop.example\"", origin));
    }

    void add_pattern(const std::string& pattern) {
        try {
            patterns_.emplace_back("^(?:" + pattern + ")$");
        } catch (const std::invalid_argument& refused) {
            mistakes_.emplace_back(refused.what());
        }
    }

    void check_names(std::string_view what, const std::vector<std::string>& names) {
        for (const std::string& name : names) {
            if (!detail::is_token(name)) mistakes_.push_back(fmt::format("\"{}\" is no name of a {}", name, what));
        }
    }

    void check_whole() {
        if (options_.origins.empty() && options_.origin_patterns.empty()) mistakes_.emplace_back("it allows no origin: say which in .origins");
        if (any_origin_ && options_.origins.size() + options_.origin_patterns.size() > 1) {
            mistakes_.emplace_back("it allows any origin, and some by name: say one or the other");
        }
        if (any_origin_ && options_.credentials) {
            mistakes_.emplace_back("credentials from any origin would let every site act in its visitors' names: say which in .origins");
        }
        if (options_.max_age.count() < 0) mistakes_.emplace_back("its .max_age is less than nothing");
    }

    CorsOptions options_;
    bool any_origin_;
    bool any_method_;
    bool any_header_;
    std::string methods_;
    std::string headers_;
    std::string exposed_;
    std::string max_age_;
    std::vector<TextPattern> patterns_;
    std::vector<std::string> mistakes_;
};

}  // namespace

std::shared_ptr<Middleware> cors(CorsOptions options) { return std::make_shared<Cors>(std::move(options)); }

}  // namespace serval

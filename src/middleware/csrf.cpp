#include <serval/middleware/csrf.hpp>

#include <algorithm>
#include <stdexcept>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include <serval/http/cookie.hpp>
#include <serval/http/token.hpp>
#include <serval/http/uri.hpp>
#include <serval/problem/http_error.hpp>

#include "http/vary.hpp"
#include "middleware/csrf_token.hpp"

namespace serval {
namespace {

[[noreturn]] void refuse_forgery(std::string_view reason) { throw Forbidden{fmt::format("CSRF Failed: {}", reason), "csrf_failed"}; }

class Csrf final : public Middleware {
public:
    explicit Csrf(CsrfOptions options) : options_{std::move(options)}, tokens_{options_.secret} {
        for (const std::string& text : options_.trusted_origins) {
            const auto origin = Origin::parse(text);
            if (origin.has_value() && text.find_first_of("/?#", text.find("://") + 3) == std::string::npos) trusted_.push_back(*origin);
            else mistakes_.push_back(fmt::format("\"{}\" is no origin: write scheme, host and port alone, as in \"https://shop.example\"", text));
        }
        check();
    }

    std::optional<Response> enter(Request& request) override {
        if (request.method().is_safe() || request.attributes().find<detail::CsrfPassed>() != nullptr) return std::nullopt;
        const Cookies cookies{request.headers()};
        const bool is_guarded = brings_credentials(cookies);
        check_origin(request, is_guarded);
        if (is_guarded) check_token(request, cookies);
        return std::nullopt;
    }

    void leave(const Request& request, Response& response) override {
        const Cookies cookies{request.headers()};
        if (!request.method().is_safe() || token_in(cookies).has_value()) return;
        set_cookie(response, cookie_of(tokens_.make(session_in(cookies))));
        add_vary(response.headers(), "Cookie");   // so that no shared cache gives one client's token to another
    }

    std::string name() const override { return "csrf"; }
    std::vector<std::string> mistakes() const override { return mistakes_; }
    void describe(const DescribedOperation& operation, DeclaredResponses& responses) const override {
        if (!operation.method.is_safe()) responses.problem(Status::forbidden);
    }

private:
    [[nodiscard]] bool trusts(const Request& request, std::string_view url) const {
        const auto origin = Origin::parse(url);
        return origin.has_value() && (origin == Origin::of(request) || std::find(trusted_.begin(), trusted_.end(), *origin) != trusted_.end());
    }

    /** Whether a browser may have added what lets the request in. */
    [[nodiscard]] bool brings_credentials(const Cookies& cookies) const {
        const auto has_it = [&](const std::string& name) { return cookies.find(name).has_value(); };
        return options_.only_with.empty() || std::any_of(options_.only_with.begin(), options_.only_with.end(), has_it);
    }

    /** By what a browser says, and no page can make it say. */
    void check_origin(const Request& request, bool is_guarded) const {
        const auto site = request.header("Sec-Fetch-Site");
        if (site == "same-origin" || site == "none") return;   // none: no page at all, but its user
        if (const auto origin = request.header("Origin")) {
            if (trusts(request, *origin)) return;
            refuse_forgery(fmt::format("Origin checking failed - {} does not match any trusted origins.", *origin));
        }
        const auto referer = request.header("Referer");
        if (referer.has_value() && !trusts(request, *referer)) {
            refuse_forgery(fmt::format("Referer checking failed - {} does not match any trusted origins.", *referer));
        }
        const bool must_say = site.has_value() || (is_guarded && request.connection().secure);
        if (!referer.has_value() && must_say) refuse_forgery("Referer checking failed - no Referer.");
    }

    void check_token(const Request& request, const Cookies& cookies) const {
        const auto token = token_in(cookies);
        if (!token.has_value()) refuse_forgery("CSRF cookie not set.");
        const auto sent = request.header(options_.header);
        if (!sent.has_value()) refuse_forgery("CSRF token missing.");
        if (detail::CsrfTokens::are_same(*sent, *token)) return;
        refuse_forgery(fmt::format("CSRF token from the '{}' HTTP header incorrect.", options_.header));
    }

    [[nodiscard]] std::string_view session_in(const Cookies& cookies) const {
        return options_.session_cookie.empty() ? std::string_view{} : cookies.find(options_.session_cookie).value_or("");
    }

    /** The client's token; nothing when it has none that counts. */
    [[nodiscard]] std::optional<std::string_view> token_in(const Cookies& cookies) const {
        const auto token = cookies.find(options_.cookie);
        if (!token.has_value() || !tokens_.is_own(*token, session_in(cookies))) return std::nullopt;
        return token;
    }

    [[nodiscard]] SetCookie cookie_of(std::string token) const {
        return {.name = options_.cookie, .value = std::move(token), .secure = options_.secure, .http_only = false};
    }

    void check() {
        try {
            static_cast<void>(cookie_of({}).to_string());
        } catch (const std::invalid_argument& refused) {
            mistakes_.emplace_back(refused.what());
        }
        if (!detail::is_token(options_.header)) mistakes_.push_back(fmt::format("\"{}\" is no name of a header field", options_.header));
        if (options_.secret.empty() != options_.session_cookie.empty()) {
            mistakes_.emplace_back(".secret and .session_cookie go together: a token is signed for a session");
        }
        constexpr std::size_t least = 32;
        if (!options_.secret.empty() && options_.secret.size() < least) mistakes_.emplace_back("its .secret has fewer than 32 octets");
    }

    CsrfOptions options_;
    detail::CsrfTokens tokens_;
    std::vector<Origin> trusted_;
    std::vector<std::string> mistakes_;
};

}  // namespace

std::shared_ptr<Middleware> csrf(CsrfOptions options) { return std::make_shared<Csrf>(std::move(options)); }

}  // namespace serval

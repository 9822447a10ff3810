#include <serval/middleware/https_redirect.hpp>

#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include <serval/http/uri.hpp>
#include <serval/problem/http_error.hpp>

#include "http/syntax.hpp"
#include "middleware/open_paths.hpp"

namespace serval {
namespace {

/** The target with what a header field, or a reader of URLs, might take for something else percent-encoded. */
std::string in_visible_ascii(std::string_view target) {
    std::string text;
    for (const char c : target) {
        if (c > ' ' && c < '\x7F' && c != '\\') text += c;
        else text += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return text;
}

class HttpsRedirect final : public Middleware {
public:
    explicit HttpsRedirect(HttpsRedirectOptions options)
        : host_{detail::lowered(options.host)}, port_{options.port}, open_{std::move(options.open)}, mistakes_{open_.mistakes()} {
        const auto origin = Origin::parse("http://" + host_);
        const bool is_host = origin.has_value() && origin->host == host_;
        if (!host_.empty() && !is_host) mistakes_.push_back(fmt::format("\"{}\" is no host: write a name such as \"shop.example\"", host_));
        if (port_ == 0) mistakes_.emplace_back("nobody listens on port 0");
    }

    std::optional<Response> enter(Request& request) override {
        if (request.connection().secure || !request.path().starts_with('/') || open_.contain(request.path())) return std::nullopt;
        const auto asked = Origin::of(request);
        if (!asked.has_value()) throw BadRequest{"The request names no host.", "invalid_host"};
        const Origin secure{"https", host_.empty() ? asked->host : host_, port_};
        Response response{Status::permanent_redirect};
        response.set_header("Location", secure.to_string() + in_visible_ascii(request.target()));
        return response;
    }

    std::string name() const override { return "https redirect"; }
    std::vector<std::string> mistakes() const override { return mistakes_; }
    void describe(const DescribedOperation& operation, DeclaredResponses& responses) const override {
        if (open_.contain(operation.path)) return;
        responses.empty(Status::permanent_redirect);
        responses.header({.name = "Location"});
    }

private:
    std::string host_;
    std::uint16_t port_;
    OpenPaths open_;
    std::vector<std::string> mistakes_;
};

}  // namespace

std::shared_ptr<Middleware> https_redirect(HttpsRedirectOptions options) { return std::make_shared<HttpsRedirect>(std::move(options)); }

}  // namespace serval

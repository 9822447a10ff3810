#include <serval/middleware/security_headers.hpp>

#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace serval {
namespace {

class SecurityFields final : public Middleware {
public:
    explicit SecurityFields(const SecurityHeaders& headers) {
        add("X-Content-Type-Options", headers.content_type_options);
        add("X-Frame-Options", headers.frame_options);
        add("Referrer-Policy", headers.referrer_policy);
        add("Cross-Origin-Opener-Policy", headers.cross_origin_opener_policy);
        add("Content-Security-Policy", headers.content_security_policy);
        add("Permissions-Policy", headers.permissions_policy);
        if (headers.hsts.count() != 0) set_hsts(headers);
    }

    void leave(const Request& request, Response& response) override {
        for (const auto& [name, value] : fields_) {
            if (!response.headers().contains(name)) response.set_header(name, value);
        }
        const bool tells_hsts = !hsts_.empty() && request.connection().secure && !response.headers().contains("Strict-Transport-Security");
        if (tells_hsts) response.set_header("Strict-Transport-Security", hsts_);
    }

    std::string name() const override { return "security headers"; }
    std::vector<std::string> mistakes() const override { return mistakes_; }

private:
    void add(std::string_view name, const std::string& value) {
        if (value.empty()) return;
        try {
            Headers{}.add(name, value);
            fields_.emplace_back(name, value);
        } catch (const std::invalid_argument& refused) {
            mistakes_.push_back(fmt::format("{} cannot be sent: {}", name, refused.what()));
        }
    }

    void set_hsts(const SecurityHeaders& headers) {
        if (headers.hsts.count() < 0) mistakes_.emplace_back("its .hsts is less than nothing");
        hsts_ = fmt::format("max-age={}{}{}", headers.hsts.count(), headers.hsts_include_subdomains ? "; includeSubDomains" : "",
                            headers.hsts_preload ? "; preload" : "");
    }

    std::vector<std::pair<std::string_view, std::string>> fields_;
    std::string hsts_;
    std::vector<std::string> mistakes_;
};

}  // namespace

std::shared_ptr<Middleware> security_headers(SecurityHeaders headers) { return std::make_shared<SecurityFields>(headers); }

}  // namespace serval

#include <serval/middleware/maintenance.hpp>

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include <serval/problem/http_error.hpp>

namespace serval {
namespace {

class Maintenance final : public Middleware {
public:
    Maintenance(std::shared_ptr<const MaintenanceSwitch> closed, MaintenanceOptions options)
        : closed_{std::move(closed)}, options_{std::move(options)} {}

    std::optional<Response> enter(Request& request) override {
        if (!closed_->is_on() || stays_open(request.path())) return std::nullopt;
        ServiceUnavailable refusal{closed_->retry_after()};
        refusal.problem().detail = options_.detail;
        refusal.problem().code = "maintenance";
        throw refusal;
    }

    std::string name() const override { return "maintenance"; }

    std::vector<std::string> mistakes() const override {
        std::vector<std::string> mistakes;
        if (closed_ == nullptr) mistakes.emplace_back("it has no switch");
        for (const std::string& path : options_.open) {
            const bool is_path = path.starts_with('/') && path.find_first_of("?#{") == std::string::npos;
            if (!is_path) mistakes.push_back(fmt::format("\"{}\" is no path that could stay open: write \"/healthz\"", path));
        }
        return mistakes;
    }

private:
    [[nodiscard]] bool stays_open(std::string_view path) const {
        return std::any_of(options_.open.begin(), options_.open.end(), [&](std::string_view open) {
            return path.starts_with(open) && (path.size() == open.size() || open.ends_with('/') || path[open.size()] == '/');
        });
    }

    std::shared_ptr<const MaintenanceSwitch> closed_;
    MaintenanceOptions options_;
};

}  // namespace

void MaintenanceSwitch::turn_on(std::chrono::seconds retry_after) noexcept {
    retry_after_ = std::max<std::int64_t>(retry_after.count(), 0);
}

std::chrono::seconds MaintenanceSwitch::retry_after() const noexcept {
    return std::chrono::seconds{std::max<std::int64_t>(retry_after_, 0)};
}

std::shared_ptr<Middleware> maintenance(std::shared_ptr<const MaintenanceSwitch> closed, MaintenanceOptions options) {
    return std::make_shared<Maintenance>(std::move(closed), std::move(options));
}

}  // namespace serval

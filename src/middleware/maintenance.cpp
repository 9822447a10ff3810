#include <serval/middleware/maintenance.hpp>

#include <algorithm>
#include <utility>

#include <serval/problem/http_error.hpp>

#include "middleware/open_paths.hpp"

namespace serval {
namespace {

class Maintenance final : public Middleware {
public:
    Maintenance(std::shared_ptr<const MaintenanceSwitch> closed, MaintenanceOptions options)
        : closed_{std::move(closed)}, open_{std::move(options.open)}, detail_{std::move(options.detail)} {}

    std::optional<Response> enter(Request& request) override {
        if (!closed_->is_on() || open_.contain(request.path())) return std::nullopt;
        ServiceUnavailable refusal{closed_->retry_after()};
        refusal.problem().detail = detail_;
        refusal.problem().code = "maintenance";
        throw refusal;
    }

    std::string name() const override { return "maintenance"; }
    void describe(const DescribedOperation& operation, DeclaredResponses& responses) const override {
        if (!open_.contain(operation.path)) responses.unavailable();
    }

    std::vector<std::string> mistakes() const override {
        std::vector<std::string> mistakes = open_.mistakes();
        if (closed_ == nullptr) mistakes.emplace_back("it has no switch");
        return mistakes;
    }

private:
    std::shared_ptr<const MaintenanceSwitch> closed_;
    OpenPaths open_;
    std::string detail_;
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

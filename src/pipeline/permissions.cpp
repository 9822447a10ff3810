#include <utility>

#include "permission/refusal.hpp"
#include "pipeline/stages.hpp"

namespace serval {
namespace {

/** Lets through whom every permission allows. */
class PermissionStage final : public AskingStage<Verdict> {
public:
    explicit PermissionStage(std::vector<Permission> permissions) : permissions_{std::move(permissions)} {}

    std::string describe() const override {
        std::string text = "permit";
        for (const Permission& permission : permissions_) text += " " + permission.name();
        return text;
    }

private:
    std::size_t count() const noexcept override { return permissions_.size(); }
    Task<Verdict> question(Run& run, std::size_t index) const override { return permissions_[index].decide(run.request()); }
    bool settles(Run& run, std::size_t, Verdict verdict) const override {
        if (!verdict.allowed) detail::refuse(run.request(), std::move(verdict));
        return false;
    }

    std::vector<Permission> permissions_;
};

}  // namespace

void check_permissions(Stages& stages, std::vector<Permission> permissions) {
    if (!permissions.empty()) stages.push_back(std::make_unique<PermissionStage>(std::move(permissions)));
}

}  // namespace serval

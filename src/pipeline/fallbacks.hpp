#pragma once

#include <string_view>
#include <vector>

#include <serval/endpoint/registry.hpp>
#include <serval/routing/router.hpp>

#include "pipeline/plan.hpp"

namespace serval {

/** How what no route matches is refused: as the app says, or as the group does under whose prefix the path lies, where that one says
    how failures are told. Never changes; every loop asks it.
*/
class Fallbacks {
public:
    /** @param error_format, invalid_input  What holds where no level says anything. */
    Fallbacks(Registry& registry, const ErrorFormat& error_format, InvalidInput invalid_input);

    [[nodiscard]] const Plan& of_app() const noexcept { return app_; }
    /** Of the longest prefix that `path` lies under. @param path  As it was sent, without the query. */
    [[nodiscard]] const Plan& of(std::string_view path) const;

private:
    Plan app_;
    std::vector<Plan> plans_;   // of the routes of `prefixes_`
    Router prefixes_;
};

}  // namespace serval

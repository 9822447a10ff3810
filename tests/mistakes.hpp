#pragma once

#include <string>
#include <vector>

#include <serval/server/app.hpp>
#include <serval/server/app_error.hpp>

namespace serval::test {

/** What is told to be wrong with `app` when it is built; nothing where it can be. */
[[nodiscard]] inline std::vector<std::string> mistakes_of(App& app) {
    try {
        app.build();
    } catch (const AppError& error) {
        return error.mistakes();
    }
    return {};
}

}  // namespace serval::test

#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace serval {

/** An app that cannot be built: everything that is wrong with it, a line each, naming routes and types. */
class AppError : public std::logic_error {
public:
    explicit AppError(std::vector<std::string> mistakes);

    [[nodiscard]] const std::vector<std::string>& mistakes() const noexcept { return mistakes_; }

private:
    std::vector<std::string> mistakes_;
};

}  // namespace serval

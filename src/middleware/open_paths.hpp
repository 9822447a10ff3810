#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace serval {

/** Paths that a middleware leaves open, each with all below it. */
class OpenPaths {
public:
    explicit OpenPaths(std::vector<std::string> paths) : paths_{std::move(paths)} {}

    [[nodiscard]] bool contain(std::string_view path) const;
    /** What is no path, a sentence each. */
    [[nodiscard]] std::vector<std::string> mistakes() const;

private:
    std::vector<std::string> paths_;
};

}  // namespace serval

#include "middleware/open_paths.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace serval {

bool OpenPaths::contain(std::string_view path) const {
    return std::any_of(paths_.begin(), paths_.end(), [&](std::string_view open) {
        return path.starts_with(open) && (path.size() == open.size() || open.ends_with('/') || path[open.size()] == '/');
    });
}

std::vector<std::string> OpenPaths::mistakes() const {
    std::vector<std::string> mistakes;
    for (const std::string& path : paths_) {
        const bool is_path = path.starts_with('/') && path.find_first_of("?#{") == std::string::npos;
        if (!is_path) mistakes.push_back(fmt::format("\"{}\" is no path that could stay open: write \"/healthz\"", path));
    }
    return mistakes;
}

}  // namespace serval

#include "shown.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include <nlohmann/json.hpp>

namespace docs {
namespace {

std::string read(const std::string& path) {
    std::ifstream stream{path};
    if (!stream) throw std::runtime_error{"there is no " + path};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

}  // namespace

std::string file(std::string_view name) { return read(std::string{SERVAL_ROOT "/tests/docs/snippets/"}.append(name)); }

std::string compact(std::string_view name) { return nlohmann::ordered_json::parse(file(name)).dump(); }

std::string page(std::string_view name) { return read(std::string{SERVAL_ROOT "/docs/"}.append(name)); }

}  // namespace docs

#include <serval/http/request.hpp>

#include <algorithm>

namespace serval {

const Connection& Request::connection() const noexcept {
    static const Connection in_process;
    return connection_ != nullptr ? *connection_ : in_process;
}

std::optional<std::string_view> Request::path_value(std::string_view name) const noexcept {
    for (const PathValue& value : path_values_) {
        if (value.name == name) return value.value;
    }
    return std::nullopt;
}

void Request::set_target(std::string_view target) {
    set_target(target, std::min(target.find('?'), target.size()));
}

void Request::set_target(std::string_view target, std::size_t path_size) {
    target_.assign(target);
    path_size_ = path_size;
}

void Request::clear() noexcept {
    method_ = Method::get;
    target_.resize(1);
    target_.front() = '/';
    path_size_ = 1;
    headers_.clear();
    body_.clear();
    connection_ = nullptr;
    path_values_.clear();
    route_ = {};
    attributes_.clear();
}

}  // namespace serval

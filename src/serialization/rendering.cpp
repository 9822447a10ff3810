#include <serval/serialization/rendering.hpp>

#include <serval/model/check.hpp>
#include <serval/model/write.hpp>

namespace serval {
namespace {

constexpr detail::FixedField json_content{"Content-Type: application/json\r\n"};
constexpr detail::FixedField text_content{"Content-Type: text/plain; charset=utf-8\r\n"};

}  // namespace

void Rendering::content(Status status, const TypeInfo& type, const void* value) {
    response_.set_status(status);
    if (forbids_content(status)) return;
    response_.headers().set(json_content);
    write_json(response_.body(), type, value);
    if (breaches_ != nullptr) serval::check_content(type, value, *breaches_, &request_);
}

void Rendering::text(Status status, std::string&& text) {
    response_.set_status(status);
    response_.headers().set(text_content);
    response_.body() = std::move(text);
}

void Rendering::empty(Status status) { response_.set_status(status); }

}  // namespace serval

#include <serval/serialization/rendering.hpp>

#include <serval/model/check.hpp>
#include <serval/model/write.hpp>

namespace serval {

void Rendering::content(Status status, const TypeInfo& type, const void* value) {
    response_.set_status(status);
    if (forbids_content(status)) return;
    response_.headers().set("Content-Type", "application/json");
    write_json(response_.body(), type, value);
    if (breaches_ != nullptr) serval::check_content(type, value, *breaches_, &request_);
}

void Rendering::empty(Status status) { response_.set_status(status); }

}  // namespace serval

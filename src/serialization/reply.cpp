#include <serval/serialization/reply.hpp>

namespace serval::detail {
namespace {

/** Whether an answer may have several fields of this name, each of which adds to the list. */
bool adds_up(std::string_view name) {
    return same_field_name(name, "Set-Cookie") || same_field_name(name, "Vary") || same_field_name(name, "Link");
}

}  // namespace

void write_head(Rendering& out, const Headers& headers, std::optional<Status> status) {
    for (const Headers::Field field : headers) {
        if (adds_up(field.name)) out.response().headers().add(field.name, field.value);
        else out.response().set_header(field.name, field.value);
    }
    if (status.has_value()) out.response().set_status(*status);
}

}  // namespace serval::detail

#include <serval/http/media_type.hpp>
#include <serval/model/read.hpp>
#include <serval/problem/http_error.hpp>
#include <serval/validation/extraction.hpp>

#include "validation/decoding.hpp"

namespace serval::detail {
namespace {

bool is_json(std::string_view content_type) {
    if (content_type == "application/json") return true;
    const auto type = MediaType::parse(content_type);
    return type.has_value() && type->type() == "application" && (type->subtype() == "json" || type->suffix() == "json");
}

}  // namespace

bool extract_body(Extraction& in, const TypeInfo& type, void* out) {
    const auto content_type = in.request().header("Content-Type");
    if (content_type.has_value() && !is_json(*content_type)) refuse_media_type(*content_type, {"application/json"});
    const std::string_view body = in.request().body();
    const bool is_model = type.kind == Kind::model || type.kind == Kind::partial;
    std::vector<FieldError> errors;
    ReadOptions options;
    options.request = &in.request();
    const ReadResult result = read_json(body.empty() && is_model ? "{}" : body, type, out, errors, options);
    if (result == ReadResult::malformed) {
        BadRequest error{errors.front().message, "parse_error"};
        error.problem().errors = std::move(errors);
        throw error;
    }
    for (FieldError& error : errors) in.fail(std::move(error));
    return result == ReadResult::ok;
}

}  // namespace serval::detail

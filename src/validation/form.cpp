#include <serval/http/content_disposition.hpp>
#include <serval/http/media_type.hpp>
#include <serval/http/multipart.hpp>
#include <serval/model/read.hpp>
#include <serval/problem/http_error.hpp>
#include <serval/validation/extraction.hpp>
#include <serval/validation/upload.hpp>

#include "validation/decoding.hpp"

namespace serval {
namespace {

FormContent read_multipart(std::string_view body, std::string_view boundary) {
    auto parts = parse_multipart(body, boundary);
    if (!parts) throw BadRequest{"Multipart form parse error - " + std::string{describe(parts.fault())}};
    FormContent form;
    for (Part& part : *parts) {
        if (!part.head.is_file()) {
            form.fields.emplace_back(std::move(part.head.name), std::move(part.content));
            continue;
        }
        UploadedFile file{std::string{base_name(*part.head.filename)}, std::move(part.head.content_type), std::move(part.content)};
        form.files.emplace_back(std::move(part.head.name), std::move(file));
    }
    return form;
}

FormContent read_form(const Request& request) {
    const auto given = request.header("Content-Type");
    if (!given.has_value() && request.body().empty()) return {};
    const auto type = MediaType::parse(given.value_or(""));
    const auto boundary = type.has_value() ? multipart_boundary(*type) : std::nullopt;
    if (boundary.has_value()) return read_multipart(request.body(), *boundary);
    const bool is_plain = type.has_value() && type->type() == "application" && type->subtype() == "x-www-form-urlencoded";
    if (!is_plain) detail::refuse_media_type(given.value_or(""), {"application/x-www-form-urlencoded", "multipart/form-data"});
    return {detail::pairs_of(detail::decoded(request.body(), "form")), {}};
}

}  // namespace

const FormContent& Extraction::form() {
    if (!form_.has_value()) form_ = read_form(request_);
    return *form_;
}

namespace detail {

bool extract_form(Extraction& in, const TypeInfo& type, void* out) {
    return read_pairs(in.form().fields, type, out, Place::form, in.errors(), &in.request());
}

bool extract_files(Extraction& in, std::string_view name, FileCount count, std::vector<UploadedFile>& out) {
    // A browser sends a field that was left empty as a file without name and content.
    for (const auto& [field, file] : in.form().files) {
        if (field == name && !(file.filename.empty() && file.content.empty())) out.push_back(file);
    }
    if (count == FileCount::any || !out.empty()) return true;
    in.fail({Place::form, pointer_to(name), "required", "No file was submitted."});
    return false;
}

void declare_files(std::vector<Argument>& out, std::string_view name, FileCount count) {
    declare(out, {.source = Argument::Source::form,
                  .name = name,
                  .required = count == FileCount::one,
                  .many = count == FileCount::any,
                  .media_types = {"multipart/form-data"}});
}

}  // namespace detail
}  // namespace serval

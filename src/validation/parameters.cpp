#include <serval/http/cookie.hpp>
#include <serval/model/read.hpp>
#include <serval/problem/http_error.hpp>
#include <serval/validation/extraction.hpp>

#include "validation/decoding.hpp"

namespace serval::detail {
namespace {

Place place_of(Argument::Source source) noexcept {
    switch (source) {
        case Argument::Source::query: return Place::query;
        case Argument::Source::header: return Place::header;
        case Argument::Source::cookie: return Place::cookie;
        default: return Place::path;
    }
}

std::optional<std::string_view> last_of(std::vector<std::string_view> values) {
    return values.empty() ? std::nullopt : std::optional{values.back()};
}

/** Of several that have one name, a parameter that is no list is the last. */
std::optional<std::string_view> value_of(Extraction& in, Argument::Source source, std::string_view name) {
    if (source == Argument::Source::query) return in.query().find_last(name);
    if (source == Argument::Source::header) return last_of(in.request().headers().all(name));
    return Cookies{in.request().headers()}.find(name);
}

std::vector<std::string_view> values_of(Extraction& in, Argument::Source source, std::string_view name) {
    if (source == Argument::Source::query) return in.query().all(name);
    if (source == Argument::Source::header) return in.request().headers().all(name);
    const auto value = Cookies{in.request().headers()}.find(name);
    if (!value.has_value()) return {};
    return {*value};
}

bool read_items(const std::vector<std::string_view>& texts, const TypeInfo& type, const FieldRules* rules, void* out, Place place,
                const std::string& pointer, std::vector<FieldError>& errors) {
    type.list->clear(out);
    const FieldRules* const item_rules = rules != nullptr ? rules->each.get() : nullptr;
    bool good = true;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        append_item(*type.list, out, i, [&](void* item) {
            good = read_text(texts[i], *type.inner, item, place, pointer + "/" + std::to_string(i), errors, item_rules) && good;
        });
    }
    return good && (rules == nullptr || check_rules(*rules, type, out, place, pointer, errors));
}

}  // namespace

bool extract_path(Extraction& in, std::string_view name, const TypeInfo& type, const FieldRules* rules, void* out) {
    std::vector<FieldError> mismatch;
    const std::string pointer = pointer_to(name);
    if (!read_text(in.request().path_value(name).value_or(""), type, out, Place::path, pointer, mismatch)) throw NotFound{};
    return rules == nullptr || check_rules(*rules, type, out, Place::path, pointer, in.errors());
}

Found find_parameter(Extraction& in, Argument::Source source, std::string_view name, const TypeInfo& type, const FieldRules* rules,
                     void* out) {
    const auto found = [](bool good) { return good ? Found::present : Found::faulty; };
    const Place place = place_of(source);
    if (type.kind == Kind::list) {
        const auto texts = values_of(in, source, name);
        if (texts.empty()) return Found::absent;
        return found(read_items(texts, type, rules, out, place, pointer_to(name), in.errors()));
    }
    const auto text = value_of(in, source, name);
    if (!text.has_value()) return Found::absent;
    return found(read_text(*text, type, out, place, pointer_to(name), in.errors(), rules));
}

void miss_parameter(Extraction& in, Argument::Source source, std::string_view name) {
    in.fail({place_of(source), pointer_to(name), "required", "This field is required."});
}

bool extract_query_model(Extraction& in, const TypeInfo& type, void* out) {
    return read_pairs(pairs_of(in.query()), type, out, Place::query, in.errors(), &in.request());
}

}  // namespace serval::detail

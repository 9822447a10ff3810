#include <serval/http/content_disposition.hpp>

#include <algorithm>

#include <serval/http/percent.hpp>

#include "http/syntax.hpp"
#include "http/utf8.hpp"

namespace serval {
namespace {

std::string replaced(std::string_view text, bool (*keep)(unsigned char)) {
    std::string result{text};
    std::replace_if(result.begin(), result.end(), [&](char c) { return !keep(static_cast<unsigned char>(c)); }, '_');
    return result;
}

bool is_no_control(unsigned char octet) { return octet >= 0x20 && octet != 0x7F; }

/** What every reader of a quoted string takes for itself. */
bool is_plain(unsigned char octet) { return octet >= 0x20 && octet < 0x7F && octet != '"' && octet != '\\' && octet != '%'; }

/** Where the parameter called `name` goes, or null when it is of no interest. */
std::optional<std::string>* place_of(ContentDisposition& disposition, std::string_view name) noexcept {
    if (detail::same_ignoring_case(name, "name")) return &disposition.name;
    if (detail::same_ignoring_case(name, "filename")) return &disposition.filename;
    return nullptr;
}

}  // namespace

std::optional<ContentDisposition> ContentDisposition::parse(std::string_view text) {
    std::string_view rest = detail::trimmed(text);
    ContentDisposition result{detail::lowered(detail::read_token(rest)), {}, {}};
    if (result.type.empty() || !detail::is_utf8(text)) return std::nullopt;
    detail::ParameterReader reader{rest, detail::Backslash::before_special};
    while (auto parameter = reader.next()) {
        std::optional<std::string>* place = place_of(result, parameter->name);
        if (place == nullptr) continue;
        if (*place) return std::nullopt;
        *place = std::move(parameter->value);
    }
    if (reader.is_malformed()) return std::nullopt;
    return result;
}

std::string_view base_name(std::string_view filename) noexcept {
    const std::string_view last = filename.substr(filename.find_last_of("/\\:") + 1);
    return last == "." || last == ".." ? std::string_view{} : last;
}

std::string attachment(std::string_view filename) {
    const std::string ascii = replaced(filename, is_plain);
    std::string text = "attachment; filename=\"" + ascii + '"';
    if (ascii == filename || !detail::is_utf8(filename)) return text;
    return text.append("; filename*=UTF-8''").append(percent_encode(replaced(filename, is_no_control), UrlPart::any));
}

}  // namespace serval

// Cookies, media types, weighted lists and dispositions: header fields in which clients say what they like.
#include "fuzz/claim.hpp"

#include <serval/http/accept.hpp>
#include <serval/http/content_disposition.hpp>
#include <serval/http/cookie.hpp>
#include <serval/http/date.hpp>
#include <serval/http/headers.hpp>
#include <serval/http/weighted.hpp>
#include <serval/logging/trace_context.hpp>

#include <algorithm>
#include <stdexcept>

using namespace serval;
using fuzz::claim;

namespace {

bool lies_in(std::string_view part, std::string_view whole) {
    return part.empty() || (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
}

/** Whether `value` is taken for a header field's value. */
bool can_be_sent(std::string_view value) {
    try {
        Headers headers;
        headers.add("X", value);
        const std::string_view kept = headers.at(0).value;
        claim(kept.find_first_of(std::string_view{"\r\n\0", 3}) == kept.npos, "no field can hold a line end");
        return true;
    } catch (const std::invalid_argument&) {
        return false;
    }
}

void read_cookies(std::string_view text) {
    const Cookies cookies{text};
    for (const auto& cookie : cookies) {
        claim(!cookie.name.empty() && lies_in(cookie.name, text) && lies_in(cookie.value, text), "a cookie has a name, and lies in its field");
        claim(cookies.find(cookie.name).has_value(), "each cookie is found");
    }
}

void write_cookie(std::string_view text) {
    const std::size_t half = text.size() / 2;
    const SetCookie cookie{.name = std::string{text.substr(0, half)}, .value = std::string{text.substr(half)}};
    std::string line;
    try {
        line = cookie.to_string();
    } catch (const std::invalid_argument&) {
        return;
    }
    claim(can_be_sent(line), "a cookie that is set can be sent");
    const std::string_view pair = std::string_view{line}.substr(0, line.find(';'));
    const Cookies sent{pair};
    claim(sent.size() == 1 && sent.begin()->name == cookie.name, "a cookie comes back by its name");
}

void read_media_type(std::string_view text) {
    const auto type = MediaType::parse(text);
    if (!type) return;
    const auto again = MediaType::parse(type->to_string());
    claim(again && again->essence() == type->essence() && again->to_string() == type->to_string(), "a media type as text is the same one");
    claim(again->parameters().size() == type->parameters().size(), "a media type as text has the same parameters");
}

void negotiate_type(std::string_view text) {
    static const std::vector<MediaType> offered{MediaType{"application/json"}, MediaType{"text/html; charset=utf-8"}, MediaType{"text/html"},
                                                MediaType{"application/problem+json"}};
    std::vector<int> weights;
    for (const MediaType& type : offered) weights.push_back(quality(text, type));
    for (const int weight : weights) claim(weight >= 0 && weight <= 1000, "a weight lies between 0 and 1");
    const int best = *std::max_element(weights.begin(), weights.end());
    const auto chosen = negotiate(text, offered);
    claim(chosen.has_value() == (best > 0), "what is acceptable is chosen");
    if (!chosen) return;
    claim(weights.at(chosen->index) == best, "nothing is weighed higher than what is chosen");
    claim(lies_in(chosen->range, text), "the range lies in the field");
}

void read_list(std::string_view text) {
    WeightedReader reader{text};
    while (const auto element = reader.next()) {
        claim(element->weight >= 0 && element->weight <= 1000, "a weight lies between 0 and 1");
        claim(!element->text.empty() && lies_in(element->text, text) && lies_in(element->value, element->text), "an element lies in its list");
    }
    static constexpr std::string_view names[]{"gzip", "br", "identity"};
    const auto chosen = negotiate_name(text, names);
    if (chosen) claim(weight_of(names[*chosen], text).value_or(0) > 0, "what is chosen is wanted");
}

void read_disposition(std::string_view text) {
    static_cast<void>(ContentDisposition::parse(text));
    claim(base_name(text).find_first_of("/\\:") == std::string_view::npos, "a base name is no path");
    const std::string made = attachment(text);
    claim(can_be_sent(made), "whatever a file is called, the field can be sent");
    const auto again = ContentDisposition::parse(made);
    claim(again && again->type == "attachment" && again->filename.has_value(), "an attachment is read as one");
}

void read_date(std::string_view text) {
    static constexpr std::chrono::sys_seconds now{std::chrono::seconds{1'700'000'000}};
    if (const auto date = parse_http_date(text, now)) {
        claim(parse_http_date(HttpDate{*date}.text(), now) == date, "a date as text is the same one");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    static_cast<void>(can_be_sent(text));
    read_cookies(text);
    write_cookie(text);
    read_media_type(text);
    negotiate_type(text);
    read_list(text);
    read_disposition(text);
    read_date(text);
    static_cast<void>(TraceParent::parse(text));
    return 0;
}

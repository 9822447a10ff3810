#include <serval/pagination/page.hpp>

#include <algorithm>
#include <charconv>

#include <serval/http/query.hpp>
#include <serval/problem/http_error.hpp>

namespace serval {
namespace {

/** The positive number that `text` is; nothing when it is none. */
std::optional<std::size_t> positive(std::string_view text) {
    std::uint32_t value = 0;   // so that page times size cannot overflow
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stop != end || value == 0) return std::nullopt;
    return value;
}

/** What documents say of a number that counts from 1. */
FieldRules counted(std::optional<std::size_t> most) {
    FieldRules rules;
    rules.minimum.emplace(1U);
    if (most.has_value()) rules.maximum.emplace(*most);
    return rules;
}

std::string url_of(const Request& request, const QueryParameters& query) {
    std::string url{request.path()};
    if (!query.empty()) url.append("?").append(query.to_string());
    return url;
}

std::string url_of_page(const Request& request, std::size_t number) {
    QueryParameters query = *QueryParameters::parse(request.query_string());
    if (number == 1) query.remove("page");
    else query.set("page", std::to_string(number));
    return url_of(request, query);
}

}  // namespace

std::optional<PageNumber> PageNumber::extract(Extraction& in) {
    PageNumber page;
    if (const auto size = in.query().find("page_size")) page.size_ = std::min(positive(*size).value_or(default_size), most);
    if (const auto number = in.query().find("page")) {
        const auto read = positive(*number);
        if (!read.has_value()) throw NotFound{"Invalid page."};
        page.number_ = *read;
    }
    return page;
}

void PageNumber::describe(std::vector<Argument>& out) {
    static const FieldRules page_rules = counted(std::nullopt);
    static const FieldRules size_rules = counted(most);
    out.push_back({.source = Argument::Source::query, .name = "page", .type = &type_of<std::uint32_t>(), .rules = &page_rules,
                   .default_json = "1", .description = "Which page, from 1"});
    out.push_back({.source = Argument::Source::query, .name = "page_size", .type = &type_of<std::uint32_t>(), .rules = &size_rules,
                   .default_json = std::to_string(default_size),
                   .description = "How many items a page has, at most " + std::to_string(most)});
}

detail::PageLinks detail::link_pages(const Request& request, const PageNumber& page, std::size_t count) {
    if (page.number() > 1 && page.offset() >= count) throw NotFound{"Invalid page."};
    PageLinks links;
    if (page.offset() + page.size() < count) links.next = url_of_page(request, page.number() + 1);
    if (page.number() > 1) links.previous = url_of_page(request, page.number() - 1);
    return links;
}

}  // namespace serval

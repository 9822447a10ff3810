#include "pipeline/cache_key.hpp"

#include <algorithm>
#include <numeric>

#include <serval/authentication/user.hpp>
#include <serval/http/cookie.hpp>
#include <serval/http/query.hpp>
#include <serval/model/model_info.hpp>
#include <serval/model/type_info.hpp>

#include "http/digest.hpp"
#include "http/syntax.hpp"
#include "http/vary.hpp"

namespace serval {
namespace {

void append_part(std::string& key, std::string_view part) {
    // Lengths keep parts apart, so that no two requests can write the same key.
    key.append(std::to_string(part.size())).append(":").append(part);
}

void append_if_there(std::string& key, std::optional<std::string_view> part) {
    if (part.has_value()) append_part(key, *part);
    else key += '-';
}

/** The query with its parameters in order, so that the order in which a client writes them does not count. */
void append_query(std::string& key, const Request& request) {
    if (request.query_string().empty()) return;
    const auto query = QueryParameters::parse(request.query_string());
    if (!query) return append_part(key.append("?"), request.query_string());
    std::vector<std::size_t> order(query->size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    // Of parameters of one name the order may count: they stay as they are.
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return query->at(a).name < query->at(b).name; });
    for (const std::size_t i : order) {
        append_part(key, query->at(i).name);
        append_part(key, query->at(i).value);
    }
}

bool contains(const std::vector<std::string>& names, std::string_view name) {
    return std::any_of(names.begin(), names.end(), [&](const std::string& each) { return same_field_name(each, name); });
}

/** A condition changes whether an answer is sent, not what it is. */
bool is_condition(std::string_view field) { return detail::same_ignoring_case(field.substr(0, 3), "If-"); }

}  // namespace

CacheKey::CacheKey(const Endpoint& endpoint, const CachePolicy& policy)
    : sharers_{policy.sharers.value_or(Vary::by_user)},
      reads_body_{endpoint.handler->reads_body()},
      negotiates_{endpoint.handler->negotiates()} {
    for (const std::string& name : policy.fields) add_field(name);
    take_arguments(endpoint);
}

void CacheKey::take_arguments(const Endpoint& endpoint) {
    for (const Argument& argument : endpoint.handler->arguments()) {
        const bool is_header = argument.source == Argument::Source::header;
        if (!is_header && argument.source != Argument::Source::cookie) continue;
        std::vector<std::string> names{argument.name};
        if (argument.many) {
            names.clear();
            for (const FieldInfo& field : argument.type->model().fields) names.push_back(field.name);
        }
        for (const std::string& name : names) {
            if (is_header) add_field(name);
            else cookies_.push_back(name);
        }
    }
}

void CacheKey::add_field(const std::string& name) {
    if (!contains(fields_, name)) fields_.push_back(name);
}

void CacheKey::write(const Request& request, std::string& key) const {
    key.clear();
    append_sharer(key, request);
    append_part(key, request.path());
    append_query(key, request);
    for (const std::string& field : fields_) {
        const auto value = request.headers().joined(field);
        append_if_there(key.append("h"), value);
    }
    if (!cookies_.empty()) {
        const Cookies cookies{request.headers()};
        for (const std::string& name : cookies_) append_if_there(key.append("c"), cookies.find(name));
    }
    if (reads_body_) {
        append_if_there(key.append("b"), request.header("Content-Type"));
        append_part(key, detail::sha256_base64(request.body()));
    }
}

bool CacheKey::is_of_user(const Request& request) const { return sharers_ != Vary::by_nothing && user_of(request) != nullptr; }

void CacheKey::append_sharer(std::string& key, const Request& request) const {
    if (is_of_user(request)) append_part(key.append("u"), user_of(request)->id);
    else if (sharers_ == Vary::by_address) append_part(key.append("a"), request.connection().remote_address);
    else key.append("s");
}

void CacheKey::add_vary_to(Headers& headers) const {
    for (const std::string& field : fields_) {
        if (!is_condition(field)) add_vary(headers, field);
    }
    if (!cookies_.empty()) add_vary(headers, "Cookie");
}

bool CacheKey::covers_vary_of(const Headers& headers) const {
    if (!headers.contains("Vary")) return true;
    const std::string list = headers.joined("Vary").value_or("");
    const auto fields = detail::list_elements(list);
    return std::all_of(fields.begin(), fields.end(), [&](std::string_view field) { return covers(field); });
}

bool CacheKey::covers(std::string_view field) const {
    if (same_field_name(field, "Accept") && negotiates_) return true;   // it is answered in one form, or refused
    if (same_field_name(field, "Cookie") && !cookies_.empty()) return true;
    return contains(fields_, field);
}

}  // namespace serval

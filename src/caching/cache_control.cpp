#include <serval/caching/cache_control.hpp>

#include <string_view>

namespace serval {
namespace {

void append_directive(std::string& list, std::string_view name) {
    if (!list.empty()) list += ", ";
    list += name;
}

void append_directive(std::string& list, std::string_view name, std::optional<std::chrono::seconds> time) {
    if (!time.has_value()) return;
    append_directive(list, name);
    list += "=" + std::to_string(time->count());
}

bool is_negative(std::optional<std::chrono::seconds> time) { return time.has_value() && time->count() < 0; }

}  // namespace

std::string CacheControl::text() const {
    std::string list;
    if (has(Flag::public_)) append_directive(list, "public");
    if (has(Flag::private_)) append_directive(list, "private");
    if (has(Flag::no_store)) append_directive(list, "no-store");
    if (has(Flag::no_cache)) append_directive(list, "no-cache");
    append_directive(list, "max-age", max_age_);
    append_directive(list, "s-maxage", s_maxage_);
    if (has(Flag::must_revalidate)) append_directive(list, "must-revalidate");
    append_directive(list, "stale-while-revalidate", stale_while_revalidate_);
    if (has(Flag::immutable)) append_directive(list, "immutable");
    return list;
}

std::vector<std::string> CacheControl::mistakes() const {
    std::vector<std::string> all;
    const bool keeps = max_age_.has_value() || s_maxage_.has_value() || stale_while_revalidate_.has_value() || has(Flag::immutable);
    if (has(Flag::public_) && has(Flag::private_)) all.push_back("it is public and private");
    if (has(Flag::no_store) && (keeps || has(Flag::public_))) all.push_back("no-store leaves nothing to keep");
    if (has(Flag::private_) && s_maxage_.has_value()) all.push_back("s-maxage is for shared caches, which keep nothing that is private");
    if (is_negative(max_age_) || is_negative(s_maxage_) || is_negative(stale_while_revalidate_)) all.push_back("a time in it is negative");
    return all;
}

}  // namespace serval

#include <serval/http/preconditions.hpp>

#include <string>
#include <string_view>

#include <serval/http/date.hpp>
#include <serval/http/request.hpp>

#include "http/syntax.hpp"

namespace serval {
namespace {

/** The tags that a field names, or the star that stands for any. */
class TagList {
public:
    explicit TagList(std::string_view text) noexcept : text_{text} {}

    template <class Same>
    [[nodiscard]] bool matches(const std::optional<Validators>& current, Same same) const {
        if (!current.has_value()) return false;
        if (detail::trimmed(text_) == "*") return true;
        if (!current->etag.has_value()) return false;
        for (const std::string_view element : detail::list_elements(text_)) {
            const auto tag = EntityTag::parse(element);
            if (tag.has_value() && same(*tag, *current->etag)) return true;
        }
        return false;
    }

private:
    std::string_view text_;
};

std::optional<std::chrono::sys_seconds> date_in(const Request& request, std::string_view name) {
    const auto text = request.header(name);
    if (!text.has_value()) return std::nullopt;
    return parse_http_date(*text, std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));   // which century it means
}

bool is_changed_since(const std::optional<Validators>& current, std::chrono::sys_seconds date) {
    return current.has_value() && current->last_modified.has_value() && *current->last_modified > date;
}

/** Whether what the client wants to change is what it has seen. */
bool is_as_seen(const Request& request, const std::optional<Validators>& current) {
    const auto strongly = [](const EntityTag& a, const EntityTag& b) { return a.matches_strongly(b); };
    if (const auto tags = request.headers().joined("If-Match")) return TagList{*tags}.matches(current, strongly);
    const auto date = date_in(request, "If-Unmodified-Since");
    return !date.has_value() || !is_changed_since(current, *date);
}

bool is_read(const Request& request) { return request.method() == Method::get || request.method() == Method::head; }

}  // namespace

PreconditionOutcome evaluate_preconditions(const Request& request, const std::optional<Validators>& current) {
    if (!is_as_seen(request, current)) return PreconditionOutcome::failed;
    const auto weakly = [](const EntityTag& a, const EntityTag& b) { return a.matches_weakly(b); };
    if (const auto tags = request.headers().joined("If-None-Match")) {
        if (!TagList{*tags}.matches(current, weakly)) return PreconditionOutcome::met;
        return is_read(request) ? PreconditionOutcome::not_modified : PreconditionOutcome::failed;
    }
    const auto date = is_read(request) ? date_in(request, "If-Modified-Since") : std::nullopt;
    const bool is_known = date.has_value() && current.has_value() && current->last_modified.has_value() && !is_changed_since(current, *date);
    return is_known ? PreconditionOutcome::not_modified : PreconditionOutcome::met;
}

}  // namespace serval

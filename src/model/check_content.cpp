#include "model/findings.hpp"
#include "model/reading.hpp"

#include <serval/model/check.hpp>
#include <serval/model/model_info.hpp>

#include <set>

namespace serval {
namespace detail {
namespace {

/** Goes through a live object as a writer does, and checks on the way. */
class ContentCheck {
public:
    explicit ContentCheck(Findings& found) noexcept : found_{found} {}

    void check(const FieldRules& rules, const TypeInfo& type, const void* value, const Trail& at) {
        if (type.kind == Kind::optional) return check_optional(rules, type, value, at);
        check_value(rules, type, value, at, found_);
        if (type.kind == Kind::list) check_items(rules, type, value, at);
        if (type.kind == Kind::map) check_entries(rules, type, value, at);
        if (type.kind == Kind::model) check_fields(type, value, at);
    }

private:
    static const FieldRules& rules_of_each(const FieldRules& rules) { return rules.each ? *rules.each : no_rules(); }

    void check_optional(const FieldRules& rules, const TypeInfo& type, const void* value, const Trail& at) {
        if (const void* const inner = type.optional->get(value)) check(rules, *type.inner, inner, at);
    }

    void check_items(const FieldRules& rules, const TypeInfo& type, const void* list, const Trail& at) {
        struct Context {
            ContentCheck& check;
            const FieldRules& rules;
            const TypeInfo& type;
            const Trail& at;
            std::size_t index = 0;
        } context{*this, rules_of_each(rules), *type.inner, at};
        type.list->each(list, &context, [](void* from, const void* item) {
            Context& each = *static_cast<Context*>(from);
            each.check.check(each.rules, each.type, item, Trail{each.at, each.index++});
        });
    }

    void check_entries(const FieldRules& rules, const TypeInfo& type, const void* map, const Trail& at) {
        struct Context {
            ContentCheck& check;
            const FieldRules& rules;
            const TypeInfo& type;
            const Trail& at;
        } context{*this, rules_of_each(rules), *type.inner, at};
        type.map->each(map, &context, [](void* from, const std::string& key, const void* value) {
            const Context& each = *static_cast<const Context*>(from);
            each.check.check(each.rules, each.type, value, Trail{each.at, key});
        });
    }

    void check_fields(const TypeInfo& type, const void* object, const Trail& at) {
        const std::size_t before = found_.count();
        for (const FieldInfo& field : type.model().fields) {
            if (!field.is_written()) continue;
            check(field.rules, *field.type, static_cast<const char*>(object) + field.offset, Trail{at, field.name});
        }
        if (found_.count() == before) run_checks(type.model(), object, at, found_);
    }

    Findings& found_;
};

bool is_written_whole(const TypeInfo& type, std::set<const TypeInfo*>& seen) {
    if (!seen.insert(&type).second) return true;
    if (type.inner != nullptr && !is_written_whole(*type.inner, seen)) return false;
    if (type.kind != Kind::model) return true;
    for (const FieldInfo& field : type.model().fields) {
        if (!field.is_written() || !is_written_whole(*field.type, seen)) return false;
    }
    return true;
}

}  // namespace

bool is_written_whole(const TypeInfo& type) {
    std::set<const TypeInfo*> seen;
    return is_written_whole(type, seen);
}

}  // namespace detail

bool check_content(const TypeInfo& type, const void* value, std::vector<FieldError>& errors, const Request* request) {
    constexpr std::size_t most = 20;   // what is told is read by people
    detail::Findings found{errors, Place::body, most, request};
    detail::ContentCheck{found}.check(detail::no_rules(), type, value, detail::Trail{});
    return found.count() == 0;
}

}  // namespace serval

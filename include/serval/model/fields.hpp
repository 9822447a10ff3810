#pragma once

#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <serval/model/model_info.hpp>

namespace serval {

namespace detail {

template <class T>
struct WithoutOptional {
    using Type = T;
};

template <class T>
struct WithoutOptional<std::optional<T>> {
    using Type = T;
};

template <class T>
concept NumberValue = std::is_arithmetic_v<T> && !std::same_as<T, bool>;

template <class T>
concept MapValue = requires { typename T::mapped_type; };

template <class T>
concept ListValue = requires { typename T::value_type; } && !MapValue<T> && !std::same_as<T, std::string>;

// The doors of rules: each says in one sentence what its rules are for; true, so that nothing else is said.

template <class V>
consteval bool rule_of_strings() {
    static_assert(std::same_as<V, std::string>, "This rule is one of strings: length, pattern, format, allow_blank, keep_blanks.");
    return true;
}

template <class V>
consteval bool rule_of_numbers() {
    static_assert(NumberValue<V>, "This rule is one of numbers: range, min, max, exclusive_min, exclusive_max, multiple_of.");
    return true;
}

template <class V>
consteval bool rule_of_lists() {
    static_assert(ListValue<V>, "This rule is one of lists: items, unique_items, split_commas.");
    return true;
}

template <class V>
consteval bool rule_of_maps() {
    static_assert(MapValue<V>, "This rule is one of maps: properties.");
    return true;
}

template <class V>
consteval bool rule_of_single_values() {
    static_assert(!ListValue<V> && !MapValue<V>, "The rule choices is one of single values: write each().choices(…) for those in a list or a map.");
    return true;
}

template <class V>
consteval bool rule_of_optionals() {
    static_assert(!std::same_as<V, typename WithoutOptional<V>::Type>, "This rule is one of members that can be null, a std::optional: cast_null, required.");
    return true;
}

template <class V>
consteval bool rule_of_collections() {
    static_assert(ListValue<V> || MapValue<V>, "each() is for the items of a list and the values of a map.");
    return true;
}

/** Room of a `T`'s size and alignment that holds no `T`: only to take addresses of members in. */
template <class T>
T& blank() {
    alignas(T) static unsigned char room[sizeof(T)];
    return reinterpret_cast<T&>(room);
}

template <auto Member, class T>
std::size_t offset_of() {
    const auto& member = blank<T>().*Member;
    return static_cast<std::size_t>(reinterpret_cast<const char*>(&member) - reinterpret_cast<const char*>(&blank<T>()));
}

[[nodiscard]] std::size_t field_index(const ModelInfo& model, std::size_t offset);
[[nodiscard]] FieldInfo& field_at(ModelInfo& model, std::size_t offset);
[[nodiscard]] FieldRules& item_rules(FieldRules& rules);
void add_json(std::vector<std::string>& texts, const TypeInfo& type, const void* value);
void add_choice(FieldRules& rules, const TypeInfo& type, const void* value, std::string label, std::string group);
void set_pattern(FieldRules& rules, std::string_view source);
void set_default(FieldInfo& field, std::shared_ptr<const void> value, SharedFunction<void(void*, const Request*)> set);
ComputedField& add_computed(ModelInfo& model, std::string name, const TypeInfo& type);

/** What functions that ask for the request are given. @throws std::logic_error when there is none. */
[[nodiscard]] const Request& request_at_hand(const Request* request);

/** `f(arguments…)`, or with the request behind them where it takes one. */
template <class F, class... Arguments>
decltype(auto) call_with_request(const F& f, const Request* request, const Arguments&... arguments) {
    if constexpr (std::is_invocable_v<const F&, const Arguments&...>) return f(arguments...);
    else return f(arguments..., request_at_hand(request));
}

template <class R, class F, class... Arguments>
concept CallableFor = std::is_invocable_r_v<R, const F&, const Arguments&...> ||
                      std::is_invocable_r_v<R, const F&, const Arguments&..., const Request&>;

/** The rules that a value of type `V` can have; a rule that its type does not know is a compile error. */
template <class Self, class V>
class RuleBuilder {
public:
    /** Code points, both counts included, after trimming. */
    Self& length(std::size_t min, std::size_t max) requires(rule_of_strings<V>()) { return sizes(min, max); }
    Self& min_length(std::size_t min) requires(rule_of_strings<V>()) { return sizes(min, rules_->max_size); }
    Self& max_length(std::size_t max) requires(rule_of_strings<V>()) { return sizes(rules_->min_size, max); }
    /** RE2 syntax, found anywhere unless anchored. One that RE2 refuses is a mistake of the model. */
    Self& pattern(std::string_view source) requires(rule_of_strings<V>()) { return set_pattern(*rules_, source), self(); }
    /** JSON Schema's `format`, for documents only: it checks nothing. */
    Self& format(std::string name) requires(rule_of_strings<V>()) { return rules_->format = std::move(name), self(); }
    /** An empty string is a value. */
    Self& allow_blank() requires(rule_of_strings<V>()) { return rules_->allow_blank = true, self(); }
    /** Outer white space belongs to the value. */
    Self& keep_blanks() requires(rule_of_strings<V>()) { return rules_->keep_blanks = true, self(); }

    /** From `min` to `max`, both included. */
    Self& range(V min, V max) requires(rule_of_numbers<V>()) { return this->min(min), this->max(max); }
    Self& min(V value) requires(rule_of_numbers<V>()) { return rules_->minimum.emplace(value), self(); }
    Self& max(V value) requires(rule_of_numbers<V>()) { return rules_->maximum.emplace(value), self(); }
    Self& exclusive_min(V value) requires(rule_of_numbers<V>()) { return rules_->exclusive_minimum.emplace(value), self(); }
    Self& exclusive_max(V value) requires(rule_of_numbers<V>()) { return rules_->exclusive_maximum.emplace(value), self(); }
    Self& multiple_of(V value) requires(rule_of_numbers<V>()) { return rules_->multiple_of.emplace(value), self(); }

    /** Of a list, both counts included. */
    Self& items(std::size_t min, std::size_t max) requires(rule_of_lists<V>()) { return sizes(min, max); }
    Self& unique_items() requires(rule_of_lists<V>()) { return rules_->unique_items = true, self(); }
    /** In forms and queries one text holds several items: "tags=a,b". */
    Self& split_commas() requires(rule_of_lists<V>()) { return rules_->split_commas = true, self(); }
    /** Of a map, both counts included. */
    Self& properties(std::size_t min, std::size_t max) requires(rule_of_maps<V>()) { return sizes(min, max); }

    /** The only values allowed. */
    Self& choices(std::initializer_list<V> values) requires(rule_of_single_values<V>()) {
        for (const V& value : values) add_choice(*rules_, *type_, &value, {}, {});
        return self();
    }
    /** One more of the only values allowed. Documents call it `label`, and list it under `group`, unless that is empty. */
    Self& choice(const V& value, std::string label, std::string group = {}) requires(rule_of_single_values<V>()) {
        return add_choice(*rules_, *type_, &value, std::move(label), std::move(group)), self();
    }
    /** Numbers, truth values and strings stand for each other, as in forms and queries: "12" is a 12, and 12 is a "12". */
    Self& lax() requires(rule_of_single_values<V>()) { return rules_->lax = true, self(); }
    /** `f(const V&)`, or `f(const V&, const Request&)`, gives what is wrong, or nothing. It sees values that keep all the field's rules
        and are not null; all of a field's validators are asked, on many threads at once.
    */
    template <class F>
    Self& validate(F f) {
        static_assert(CallableFor<std::optional<std::string>, F, V>,
                      "A validator takes the value and returns what is wrong with it, or nothing: std::optional<std::string>.");
        rules_->validators.emplace_back([f = std::move(f)](const void* value, const Request* request) -> std::optional<std::string> {
            return call_with_request(f, request, *static_cast<const V*>(value));
        });
        return self();
    }
    /** Say `text` for errors of `code`; "{code}", as in "{max_length}", stands for the limit. */
    Self& message(std::string code, std::string text) {
        rules_->messages.emplace_back(std::move(code), std::move(text));
        return self();
    }

    Self& title(std::string text) { return rules_->title = std::move(text), self(); }
    Self& help(std::string text) { return rules_->help = std::move(text), self(); }
    Self& example(const V& value) { return add_json(rules_->examples, *type_, &value), self(); }
    Self& deprecated() { return rules_->deprecated = true, self(); }

protected:
    RuleBuilder(FieldRules& rules, const TypeInfo& type) : rules_{&rules}, type_{&type} {}

    Self& self() { return static_cast<Self&>(*this); }
    Self& sizes(std::size_t min, std::size_t max) { return rules_->min_size = min, rules_->max_size = max, self(); }

    FieldRules* rules_;
    const TypeInfo* type_;
};

/** `f(object)`, or what `f` points to of `object`: std::invoke for the one case, as <functional> costs every file more than this. */
template <class F, class T>
decltype(auto) ask(const F& f, const T& object) {
    if constexpr (std::is_member_function_pointer_v<F>) return (object.*f)();
    else if constexpr (std::is_member_object_pointer_v<F>) return (object.*f);
    else return f(object);
}

}  // namespace detail

/** Rules for the items of a list or the values of a map. */
template <class Item>
class ItemBuilder : public detail::RuleBuilder<ItemBuilder<Item>, typename detail::WithoutOptional<Item>::Type> {
public:
    ItemBuilder(FieldRules& rules, const TypeInfo& type)
        : ItemBuilder::RuleBuilder{rules, type.kind == Kind::optional ? *type.inner : type} {}
};

/** What a description says of one field. Holds only while `describe` runs. */
template <class Member>
class FieldBuilder
    : public detail::RuleBuilder<FieldBuilder<Member>, typename detail::WithoutOptional<Member>::Type> {
    using Value = typename detail::WithoutOptional<Member>::Type;

public:
    explicit FieldBuilder(FieldInfo& field)
        : FieldBuilder::RuleBuilder{field.rules, field.type->kind == Kind::optional ? *field.type->inner : *field.type},
          field_{&field} {}

    /** Another name in JSON. */
    FieldBuilder& rename(std::string name) { return field_->name = std::move(name), *this; }
    /** A second name that input may use. */
    FieldBuilder& alias(std::string name) { return field_->alias = std::move(name), *this; }
    /** Never taken from input, where it is ignored. */
    FieldBuilder& read_only() { return field_->read_only = true, *this; }
    /** Never written. */
    FieldBuilder& write_only() { return field_->write_only = true, *this; }
    /** No part of the JSON: neither taken from input nor written. It becomes what `otherwise` says, or keeps its initialiser. */
    FieldBuilder& hidden() { return field_->hidden = true, *this; }
    /** Must be given, though it may be null. */
    FieldBuilder& required() requires(detail::rule_of_optionals<Member>()) { return field_->demanded = true, *this; }
    /** May be absent; the member then keeps its initialiser. */
    FieldBuilder& optional() { return field_->optional = true, *this; }
    /** In forms and queries, where null cannot be told from an empty text, the text "null" stands for it. */
    FieldBuilder& cast_null() requires(detail::rule_of_optionals<Member>()) { return this->rules_->cast_null = true, *this; }
    /** What an absent field becomes. */
    FieldBuilder& otherwise(Member value) {
        auto kept = std::make_shared<const Member>(std::move(value));
        detail::set_default(*field_, kept, [kept](void* member, const Request*) { *static_cast<Member*>(member) = *kept; });
        return *this;
    }
    /** What makes the value of an absent field, of nothing or of the request, anew each time, on many threads at once. */
    template <class Factory>
        requires(!std::convertible_to<Factory, Member>)
    FieldBuilder& otherwise(Factory factory) {
        static_assert(detail::CallableFor<Member, Factory>,
                      "otherwise takes a value of the member's type, or a function that makes one of nothing or of `const Request&`.");
        detail::set_default(*field_, nullptr, [factory = std::move(factory)](void* member, const Request* request) {
            *static_cast<Member*>(member) = detail::call_with_request(factory, request);
        });
        return *this;
    }
    /** Rules for the items of a list. */
    auto each() requires(detail::rule_of_collections<Value>() && detail::ListValue<Value>) {
        return ItemBuilder<typename Value::value_type>{detail::item_rules(*this->rules_), *this->type_->inner};
    }
    /** Rules for the values of a map. */
    auto each() requires(detail::rule_of_collections<Value>() && detail::MapValue<Value>) {
        return ItemBuilder<typename Value::mapped_type>{detail::item_rules(*this->rules_), *this->type_->inner};
    }

private:
    FieldInfo* field_;
};

/** What a description says of a computed field; all of it for documents. Holds only while `describe` runs. */
template <class Value>
class ComputedBuilder {
public:
    explicit ComputedBuilder(ComputedField& field) : field_{&field} {}

    ComputedBuilder& title(std::string text) { return field_->rules.title = std::move(text), *this; }
    ComputedBuilder& help(std::string text) { return field_->rules.help = std::move(text), *this; }
    ComputedBuilder& deprecated() { return field_->rules.deprecated = true, *this; }
    ComputedBuilder& example(const Value& value) { return detail::add_json(field_->rules.examples, *field_->type, &value), *this; }

private:
    ComputedField* field_;
};

/** Where a check of a whole object says what is wrong. */
template <class T>
class Report {
public:
    explicit Report(detail::ReportSink& sink) : sink_{&sink} {}

    /** The object as a whole is at fault. */
    void add(std::string message, std::string code = "invalid") {
        sink_->add(detail::ReportSink::whole, std::move(message), std::move(code));
    }
    /** One field is at fault: `report.at<&Stay::until>("Must be after the arrival.")`. */
    template <auto Member>
    void at(std::string message, std::string code = "invalid") {
        sink_->add(detail::offset_of<Member, T>(), std::move(message), std::move(code));
    }
    /** The request that the object came with. @throws std::logic_error when it came without one. */
    [[nodiscard]] const Request& request() const { return detail::request_at_hand(sink_->request()); }

private:
    detail::ReportSink* sink_;
};

/** What `T::describe` speaks to. */
template <class T>
class Fields {
public:
    explicit Fields(ModelInfo& model) : model_{&model} {}

    /** The field of a member: `f.on<&Book::title>()`. */
    template <auto Member>
    auto on() {
        static_assert(std::is_invocable_v<decltype(Member), T&>,
                      "on<…>() names a member of the model that is described: on<&Book::title>() in the description of Book.");
        using Value = std::remove_cvref_t<decltype(std::declval<T&>().*Member)>;
        return FieldBuilder<Value>{detail::field_at(*model_, detail::offset_of<Member, T>())};
    }

    /** What is written behind the fields, made of the object each time: `f.computed("initials", &Author::initials)`, or a function of
        `const Author&`. In input it is ignored. It runs on many threads at once.
    */
    template <class F>
    auto computed(std::string name, F f) {
        static_assert(std::is_invocable_v<const F&, const T&>, "A computed field is made by a function that takes the object: `const Book&`.");
        using Value = std::remove_cvref_t<std::invoke_result_t<const F&, const T&>>;
        ComputedField& field = detail::add_computed(*model_, std::move(name), detail::type_info<Value>);
        field.compute = [f = std::move(f)](const void* object, void* context, ComputedField::Use use) {
            const Value& value = detail::ask(f, *static_cast<const T*>(object));
            use(context, &value);
        };
        return ComputedBuilder<Value>{field};
    }

    /** The name in documents, the type's own otherwise. */
    Fields& name(std::string text) { return model_->name = std::move(text), *this; }
    Fields& title(std::string text) { return model_->title = std::move(text), *this; }
    Fields& help(std::string text) { return model_->help = std::move(text), *this; }
    /** A field that the model does not know is an error; by default it is ignored. */
    Fields& forbid_unknown() { return model_->forbids_unknown = true, *this; }

    /** All fields are `lax`. */
    Fields& lax() { return model_->lax = true, *this; }

    /** Look at a whole object once all its fields have passed: `f(const T&)` gives what is wrong, or nothing; `f(const T&, Report<T>&)`
        can name fields.
    */
    template <class F>
    Fields& check(F f) {
        constexpr bool reports = std::is_invocable_v<const F&, const T&, Report<T>&>;
        static_assert(reports || std::is_invocable_r_v<std::optional<std::string>, const F&, const T&>,
                      "A check takes the object and returns what is wrong with it, or nothing: std::optional<std::string>; "
                      "or it takes the object and a Report<Book>&.");
        model_->checks.emplace_back([f = std::move(f)](const void* object, detail::ReportSink& sink) {
            Report<T> report{sink};
            if constexpr (reports) {
                f(*static_cast<const T*>(object), report);
            } else if (std::optional<std::string> wrong = f(*static_cast<const T*>(object))) {
                report.add(*std::move(wrong));
            }
        });
        return *this;
    }

private:
    ModelInfo* model_;
};

}  // namespace serval

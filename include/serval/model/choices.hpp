#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include <serval/model/type_info.hpp>

namespace serval {

namespace detail {
/** A value without a name among the enumerators is a mistake of the description. */
void add_label(EnumInfo& enumeration, std::int64_t value, std::string label, std::string group);
}

/** What a function `describe` beside an enumeration speaks to: the names that documents show people. JSON knows the enumerators alone.

    @code
    enum class Binding { paperback, hardcover, ebook };

    void describe(Choices<Binding>& c) {
        c.label(Binding::hardcover, "Hardcover", "Printed").label(Binding::ebook, "E-book");
    }
    @endcode
*/
template <class Enum>
class Choices {
public:
    explicit Choices(EnumInfo& enumeration) : enumeration_{&enumeration} {}

    /** `value` is called `label`, and is listed under `group`, unless that is empty. */
    Choices& label(Enum value, std::string label, std::string group = {}) {
        detail::add_label(*enumeration_, static_cast<std::int64_t>(value), std::move(label), std::move(group));
        return *this;
    }

private:
    EnumInfo* enumeration_;
};

namespace detail {
/** An enumeration with a function `describe` beside it. */
template <class Enum>
concept Labelled = requires(Choices<Enum>& choices) { describe(choices); };
}

}  // namespace serval

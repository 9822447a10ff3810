#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include <serval/detail/type_id.hpp>

namespace serval {

struct FieldRules;
struct TypeInfo;

/** What an extractor says about itself: the documentation and the checks when the app is built are made from it. */
struct Argument {
    enum class Source : std::uint8_t { path, query, header, cookie, body, form, injected, user, access, request };

    Source source = Source::request;
    std::string name{};                     // of the parameter; empty for a body
    const TypeInfo* type = nullptr;         // of the value
    const FieldRules* rules = nullptr;      // beyond those of the type
    bool required = false;
    std::string default_json{};             // as text; empty when there is none
    bool many = false;                      // a model whose fields are the parameters
    std::string description{};
    std::vector<std::string> media_types{}; // that a body may have
    std::vector<std::string> faults{};      // in which it is at odds with itself, beyond its rules: told when the app is built
    TypeId injected = nullptr;              // the dependency it asks for
    std::string_view injected_name{};       // its type's name, for messages
};

namespace detail {

/** An argument as Serval's own extractors give it: of what lives as long as the program, and as long as the call. Appending it is
    compiled once, and not in every file that has a handler.
*/
struct ArgumentSeed {
    Argument::Source source;
    std::string_view name{};
    const TypeInfo* type = nullptr;
    const FieldRules* rules = nullptr;
    bool required = false;
    bool many = false;
    const void* default_value = nullptr;    // a live object of the type; null when there is none
    std::initializer_list<std::string_view> media_types{};
    TypeId injected = nullptr;
    std::string_view injected_name{};
};

void declare(std::vector<Argument>& out, const ArgumentSeed& seed);

}  // namespace detail

}  // namespace serval

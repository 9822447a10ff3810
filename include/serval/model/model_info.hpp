#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <serval/model/rules.hpp>
#include <serval/model/type_info.hpp>

namespace serval {

/** One field of a model. */
struct FieldInfo {
    std::string name;                        // in JSON; the member's, unless renamed
    std::string alias;                       // another name it is read under; empty: none
    std::string key;                         // `"name":`, ready to be written
    std::size_t offset = 0;                  // of the member in its struct
    const TypeInfo* type = nullptr;
    bool required = true;                    // must be given; settled when the description is complete
    bool optional = false;                   // by `.optional()`: absent, it keeps its initialiser
    bool read_only = false;
    bool write_only = false;
    bool hidden = false;                     // no part of the JSON
    bool demanded = false;                   // by `.required()`: must be given, though it may be null
    SharedFunction<void(void*, const Request*)> set_default;   // empty: no default
    std::string default_json;                // as text, for documents; empty when there is none or a function makes it
    std::shared_ptr<const void> default_value;   // null likewise
    FieldRules rules;

    [[nodiscard]] bool is_read() const noexcept { return !read_only && !hidden; }
    [[nodiscard]] bool is_written() const noexcept { return !write_only && !hidden; }
};

/** What is written among a model's fields, and is made of them. */
struct ComputedField {
    using Use = void (*)(void* context, const void* value);

    std::string name;
    std::string key;                         // `"name":`, ready to be written
    const TypeInfo* type = nullptr;
    SharedFunction<void(const void* object, void* context, Use use)> compute;
    FieldRules rules;                        // for documents only
};

namespace detail {

/** Takes what a check of a whole object finds. */
class ReportSink {
public:
    static constexpr std::size_t whole = static_cast<std::size_t>(-1);

    virtual void add(std::size_t offset, std::string message, std::string code) = 0;
    [[nodiscard]] virtual const Request* request() const noexcept = 0;

protected:
    ~ReportSink() = default;
};

}  // namespace detail

using ObjectCheck = SharedFunction<void(const void* object, detail::ReportSink& sink)>;

/** What a model's description comes to. Immutable once built. */
struct ModelInfo {
    std::string_view type_name;        // as the compiler spells it
    std::string name;                  // "Book"
    std::string title;
    std::string help;
    std::vector<FieldInfo> fields;     // in order of declaration; at most 64
    std::vector<ComputedField> computed;   // written after the fields
    bool forbids_unknown = false;
    bool lax = false;                  // so are all of its fields
    std::vector<ObjectCheck> checks;   // run when every field has passed
    std::vector<std::string> mistakes; // where the description is at odds with itself, each naming model and field

    ModelInfo();
    ModelInfo(ModelInfo&& other) noexcept;
    ~ModelInfo();
};

}  // namespace serval

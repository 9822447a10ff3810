#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <serval/model/type_of.hpp>
#include <serval/problem/problem.hpp>

namespace serval {

/** How reading ended: `invalid` is well-formed but breaks the model, `malformed` is no JSON at all. */
enum class ReadResult : std::uint8_t { ok, invalid, malformed };

struct ReadOptions {
    std::size_t max_depth = 64;     // objects and arrays inside each other; deeper is malformed
    std::size_t max_errors = 256;   // what is wrong after that many is not told
    Place place = Place::body;      // where the errors are said to stand
    bool as_written = false;        // the text was written from a model: read-only fields are taken, write-only ones may be absent, strings are taken as they are
    const Request* request = nullptr;   // for defaults, validators and checks that ask for it
};

/** Read one JSON text (RFC 8259) into `*out`, a live, default-initialised object of `type`.

    One pass, without a tree; every faulty field is added to `errors`. Malformed are also: invalid UTF-8, a name given twice in one
    object that is read (objects of unknown fields are only skipped), lone surrogates outside string fields, anything after the value.
    Then there is exactly one error, code "parse_error", message "JSON parse error - …, line L column C" (column in bytes).
    What `*out` holds after a failure is unspecified, but alive. Thread-safe.
    @throws what validators, checks and default factories throw.
*/
ReadResult read_json(std::string_view text, const TypeInfo& type, void* out, std::vector<FieldError>& errors,
                     const ReadOptions& options = {});

/** Read one value from text, as queries, paths, headers and forms have it: "1", "true", "2024-05-01", an enumerator's name.

    Booleans as Django REST framework takes them: true/t/yes/y/on/1, false/f/no/n/off/0 in any case. An empty text is null for an optional.
    Json is taken as JSON text. With `rules` strings are trimmed and refused when blank, as in JSON, and the rules are checked;
    without, a string is taken as it stands.
    @return  False when an error was added to `errors`, at `place` and `pointer`.
*/
bool read_text(std::string_view text, const TypeInfo& type, void* out, Place place, std::string_view pointer,
               std::vector<FieldError>& errors, const FieldRules* rules = nullptr);

/** Read a model from pairs of name and value, as query strings and forms have them.

    A repeated name fills a list ("tags" or "tags[]"), otherwise its last value wins. "address.city" and "address[city]" reach into a
    nested model or a map, "tags[0]" and "items[0].name" into a list, whose items stand in order of their numbers.
    An empty value is null for an optional, and counts as absent where the field may be; where blanks are allowed it is a value.
    A truth value that a form lacks is a box that was not ticked: false. Unknown names are ignored unless the model forbids them.
*/
bool read_pairs(const std::vector<std::pair<std::string, std::string>>& pairs, const TypeInfo& type, void* out, Place place,
                std::vector<FieldError>& errors, const Request* request = nullptr);

/** Run a model's checks of whole objects on one that lives already, such as the result of `Partial::apply_to`. */
bool check_object(const TypeInfo& type, const void* object, Place place, std::vector<FieldError>& errors,
                  const Request* request = nullptr);

/** The same, as what is wrong: `if (auto errors = check_object(book); !errors.empty()) throw ValidationFailed{std::move(errors)};` */
template <Readable T>
[[nodiscard]] std::vector<FieldError> check_object(const T& object, Place place = Place::body, const Request* request = nullptr) {
    std::vector<FieldError> errors;
    check_object(type_of<T>(), &object, place, errors, request);
    return errors;
}

/** A value read, or why there is none. */
template <class T>
class ReadValue {
public:
    ReadResult result = ReadResult::ok;
    std::vector<FieldError> errors;

    explicit operator bool() const noexcept { return result == ReadResult::ok; }
    [[nodiscard]] T& operator*() noexcept { return value_; }
    [[nodiscard]] const T& operator*() const noexcept { return value_; }
    [[nodiscard]] T* operator->() noexcept { return &value_; }
    [[nodiscard]] const T* operator->() const noexcept { return &value_; }

private:
    T value_{};
};

/** Read a `T` from JSON: `if (auto book = from_json<Book>(text)) use(*book); else show(book.errors);` */
template <Readable T>
[[nodiscard]] ReadValue<T> from_json(std::string_view text, const ReadOptions& options = {}) {
    ReadValue<T> parsed;
    parsed.result = read_json(text, type_of<T>(), &*parsed, parsed.errors, options);
    return parsed;
}

}  // namespace serval

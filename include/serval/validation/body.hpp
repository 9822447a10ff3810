#pragma once

#include <optional>
#include <utility>
#include <vector>

#include <serval/model/type_of.hpp>
#include <serval/validation/argument.hpp>
#include <serval/validation/extracted.hpp>
#include <serval/validation/extraction.hpp>

namespace serval {

/** The content of the request as JSON: `Body<NewBook>`, `Body<Partial<Book>>`, `Body<std::vector<Book>>`.

    A request without content is read as `{}`, so that the client is told which fields it owes. Content of another type than
    `application/json` or a `+json` type is refused with 415; none said is taken for JSON.
*/
template <class T>
class Body : public Extracted<T> {
    static_assert(Readable<T>, "A Body<T> reads a model: a plain struct, or another type that JSON can be read into.");

public:
    static constexpr bool reads_body = true;

    using Extracted<T>::Extracted;

    [[nodiscard]] static std::optional<Body> extract(Extraction& in) {
        std::optional<Body> read{std::in_place};
        if (!detail::extract_body(in, type_of<T>(), &read->value_)) read.reset();
        return read;
    }

    static void describe(std::vector<Argument>& out) {
        detail::declare(out, {.source = Argument::Source::body,
                              .type = &named_type<T>(),
                              .required = true,
                              .media_types = {"application/json"}});
    }
};

}  // namespace serval

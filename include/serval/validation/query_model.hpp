#pragma once

#include <optional>
#include <utility>
#include <vector>

#include <serval/model/type_of.hpp>
#include <serval/validation/argument.hpp>
#include <serval/validation/extracted.hpp>
#include <serval/validation/extraction.hpp>

namespace serval {

/** All of the query as a model, each field one parameter: `QueryModel<BookFilter>`.

    The fields are described like those of any model, with rules, defaults and help.
*/
template <class T>
class QueryModel : public Extracted<T> {
    static_assert(detail::ReadableModel<T>, "A QueryModel<T> reads a model: a plain struct whose fields can be read from text.");

public:
    using Extracted<T>::Extracted;

    [[nodiscard]] static std::optional<QueryModel> extract(Extraction& in) {
        std::optional<QueryModel> read{std::in_place};
        if (!detail::extract_query_model(in, type_of<T>(), &read->value_)) read.reset();
        return read;
    }

    static void describe(std::vector<Argument>& out) {
        detail::declare(out, {.source = Argument::Source::query, .type = &named_type<T>(), .many = true});
    }
};

}  // namespace serval

#pragma once

#include <optional>
#include <utility>
#include <vector>

#include <serval/model/type_of.hpp>
#include <serval/validation/argument.hpp>
#include <serval/validation/extracted.hpp>
#include <serval/validation/extraction.hpp>

namespace serval {

/** The content of the request as an HTML form: `Form<Login>`, `application/x-www-form-urlencoded` or `multipart/form-data`.

    Names are the fields of the model; a repeated one fills a vector; files are for `Upload`. Content of another type is refused with 415.
*/
template <class T>
class Form : public Extracted<T> {
    static_assert(detail::ReadableModel<T>, "A Form<T> reads a model: a plain struct whose fields can be read from text.");

public:
    static constexpr bool reads_form = true;

    using Extracted<T>::Extracted;

    [[nodiscard]] static std::optional<Form> extract(Extraction& in) {
        std::optional<Form> read{std::in_place};
        if (!detail::extract_form(in, type_of<T>(), &read->value_)) read.reset();
        return read;
    }

    static void describe(std::vector<Argument>& out) {
        detail::declare(out, {.source = Argument::Source::form,
                              .type = &named_type<T>(),
                              .required = true,
                              .media_types = {"application/x-www-form-urlencoded", "multipart/form-data"}});
    }
};

}  // namespace serval

#pragma once

#include <string>
#include <string_view>

#include <serval/authentication/authenticator.hpp>
#include <serval/model/schema.hpp>
#include <serval/problem/error_format.hpp>

#include "openapi/document.hpp"

namespace serval::detail {

/** What operations share in a document, gathered while they are written (OpenAPI 3.1, Components Object). */
class Components {
public:
    /** The schema of a value; a model's is a reference. `rules` may be null. */
    [[nodiscard]] OrderedJson schema(const TypeInfo& type, const FieldRules* rules, Direction direction);
    /** The schema of failures in this format: a reference, unless nothing is known of it. */
    [[nodiscard]] OrderedJson problem(const ErrorFormat& format);
    /** A reference to `response`, which is kept once however often it comes. */
    [[nodiscard]] OrderedJson response(std::string_view name, OrderedJson response);
    /** The name by which operations require the scheme. */
    [[nodiscard]] std::string security_scheme(const SecurityScheme& scheme);

    /** The Components Object, without what is empty. */
    [[nodiscard]] OrderedJson document() const;

private:
    SchemaContext schemas_;
    OrderedJson responses_ = OrderedJson::object();
    OrderedJson security_schemes_ = OrderedJson::object();
};

}  // namespace serval::detail

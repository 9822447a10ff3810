#pragma once

#include <serval/serval.hpp>

/** An app in which everything that OpenAPI can tell of is there once. */
namespace shop {

[[nodiscard]] serval::App make_app(serval::Settings settings);

}  // namespace shop

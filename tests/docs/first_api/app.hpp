#pragma once

// [function]
#include <serval/serval.hpp>

serval::App make_app(serval::Settings settings);
// [/function]

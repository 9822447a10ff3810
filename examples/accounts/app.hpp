#pragma once

#include <serval/server/app.hpp>

namespace accounts {

/** The whole API. `main` runs it, the tests talk to it in process. */
serval::App make_app(serval::Settings settings);

}  // namespace accounts

#pragma once

// The whole of nlohmann's JSON, for those who make `Json` values or look into them. It costs seconds to compile,
// so that no other header of Serval's includes it but the test client's.
#include <nlohmann/json.hpp>

#include <serval/model/json.hpp>

#pragma once

#include <stdexcept>

namespace serval {

/** An answer broke what its endpoint declares, where that is checked (`validate_responses`). Answered with 500, whatever error
    handlers there are: it is a mistake in the program. What it says is logged, and thrown on to a test.
*/
class ResponseMismatch : public std::logic_error {
public:
    using std::logic_error::logic_error;
};

}  // namespace serval

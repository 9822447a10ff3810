#pragma once

#include <exception>

namespace serval {

class Run;

/** Left with a request by a test, which wants to be told what was thrown unexpectedly. */
struct UnexpectedFailure {
    std::exception_ptr error{};
};

/** Make the response of what a stage threw, whatever it was. */
void answer_failure(Run& run, const std::exception_ptr& error) noexcept;

}  // namespace serval

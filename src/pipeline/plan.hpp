#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include <serval/endpoint/endpoint.hpp>
#include <serval/problem/error_format.hpp>

#include "pipeline/stage.hpp"

namespace serval {

/** How requests to one endpoint are answered: its stages, and what holds for all of them. Made when the app is built. */
struct Plan {
    const Endpoint* endpoint = nullptr;   // null for what no route matches
    Stages stages;
    std::vector<std::string> challenges;  // of its authenticators
    std::vector<std::shared_ptr<const ErrorTranslator>> error_translators;   // nearest first
    ErrorFormat error_format = ErrorFormat::problem_json();
    Status default_status = Status::ok;
    InvalidInput invalid_input = InvalidInput::bad_request;
    bool is_hidden = false;               // from the documentation
    bool validates_responses = false;
    std::size_t body_limit = 0;
};

}  // namespace serval

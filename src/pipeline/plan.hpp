#pragma once

#include <algorithm>
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
    std::size_t first_wrapping = 0;       // stage that has a way out; as many as there are when none has
    std::vector<std::string> challenges;  // of its authenticators
    std::vector<std::shared_ptr<const ErrorTranslator>> error_translators;   // nearest first
    ErrorFormat error_format = ErrorFormat::problem_json();
    Status default_status = Status::ok;
    InvalidInput invalid_input = InvalidInput::bad_request;
    bool is_hidden = false;               // from the documentation
    bool validates_responses = false;
    bool may_lack_store = false;          // the app's store may be out of reach
    std::size_t body_limit = 0;

    /** What names its requests to whoever asks what holds a loop. */
    [[nodiscard]] const std::string& origin() const noexcept {
        static const std::string no_endpoint = "no endpoint";   // a middleware keeps a request that matches none
        return endpoint != nullptr ? endpoint->pattern : no_endpoint;
    }
    /** Its stages are complete. */
    void close() {
        const auto wraps = [](const auto& stage) { return stage->wraps(); };
        first_wrapping = static_cast<std::size_t>(std::find_if(stages.begin(), stages.end(), wraps) - stages.begin());
    }
};

}  // namespace serval

#pragma once

#include <serval/problem/http_error.hpp>
#include <serval/serialization/result.hpp>

namespace serval {

/** A password was tried too often: 429 with `Retry-After`, code "login_locked". */
struct LoginLocked : TooManyRequests {
    explicit LoginLocked(std::chrono::seconds wait);
};

template <>
struct Result<LoginLocked> {
    static void describe(DeclaredResponses& responses) {
        responses.problem(Status::too_many_requests);
        responses.header({.name = "Retry-After"});
    }
    static void write(LoginLocked& error, Rendering& out) { out.fail(std::move(error.problem())); }
};

}  // namespace serval

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <serval/http/request.hpp>
#include <serval/http/response.hpp>
#include <serval/problem/problem.hpp>

namespace serval {

class Router;
struct TaskContext;
struct TypeInfo;

/** Where a handler's result writes itself: the response, and what it needs to know for that. Belongs to one request. */
class Rendering {
public:
    Rendering(const Request& request, Response& response, Status default_status, const Router& router, const TaskContext& tasks) noexcept
        : request_{request}, response_{response}, default_status_{default_status}, router_{router}, tasks_{tasks} {}

    [[nodiscard]] const Request& request() const noexcept { return request_; }
    [[nodiscard]] Response& response() noexcept { return response_; }
    /** @see DeclaredResponses::default_status */
    [[nodiscard]] Status default_status() const noexcept { return default_status_; }
    void set_default_status(Status status) noexcept { default_status_ = status; }
    /** Makes paths of routes. */
    [[nodiscard]] const Router& router() const noexcept { return router_; }
    /** Where the request is at home, and its workers: for content that is made later. Its cancellation ends with the request. */
    [[nodiscard]] const TaskContext& tasks() const noexcept { return tasks_; }

    /** From now on, hold what is written against its own rules, and add the breaches to `breaches`. */
    void check_content(std::vector<FieldError>& breaches) noexcept { breaches_ = &breaches; }

    /** Answer with `value`, a live object of `type`, in the negotiated form. */
    void content(Status status, const TypeInfo& type, const void* value);
    /** Answer with `text` as it is, which is UTF-8. */
    void text(Status status, std::string&& text);
    /** Answer without content. */
    void empty(Status status);
    /** Answer with a failure, in the endpoint's error format. */
    void fail(Problem problem) { problem_ = std::move(problem); }
    [[nodiscard]] std::optional<Problem>& problem() noexcept { return problem_; }

private:
    const Request& request_;
    Response& response_;
    Status default_status_;
    const Router& router_;
    const TaskContext& tasks_;
    std::optional<Problem> problem_;
    std::vector<FieldError>* breaches_ = nullptr;
};

}  // namespace serval

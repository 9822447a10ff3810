#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <serval/http/status.hpp>
#include <serval/problem/invalid_input.hpp>
#include <serval/problem/problem.hpp>
#include <serval/serialization/response_header.hpp>

namespace serval {

struct TypeInfo;

/** One way in which an endpoint says that it may answer: the documentation is made from it. */
struct DeclaredResponse {
    Status status = Status::ok;
    const TypeInfo* type = nullptr;        // of the content; null: none, or content that has no model
    std::string media_type{};              // of the content; empty: the negotiated one
    std::string description{};             // empty: the reason phrase
    std::vector<ResponseHeader> headers{};   // that it carries
    bool is_empty = false;                 // no content at all
    bool is_problem = false;               // content in the endpoint's error format
    std::vector<FieldError> (*read)(std::string_view json) = nullptr;   // what is wrong with content that is to be a `type`
};

/** The responses that a result type stands for. */
class DeclaredResponses {
public:
    explicit DeclaredResponses(Status default_status, InvalidInput invalid_input = InvalidInput::bad_request) noexcept
        : default_status_{default_status}, invalid_input_{invalid_input} {}

    /** The status of an answer that does not name its own: 201 for POST, otherwise 200, or what the endpoint says. */
    [[nodiscard]] Status default_status() const noexcept { return default_status_; }

    /** The status of input that is wrong. */
    [[nodiscard]] Status invalid_input_status() const noexcept { return status_of(invalid_input_); }

    void content(Status status, const TypeInfo& type, std::string description = {});
    void empty(Status status, std::string description = {});
    void problem(Status status, std::string description = {});
    /** 503, which may tell when to come again. */
    void unavailable();
    void add(DeclaredResponse response) { all_.push_back(std::move(response)); }
    /** The last one added carries this header. */
    void header(ResponseHeader header) { all_.back().headers.push_back(std::move(header)); }
    /** The responses that `Result<T>` stands for where successes and redirects have the status `status`. */
    template <class Result>
    void with_status(Status status);

    [[nodiscard]] const std::vector<DeclaredResponse>& all() const noexcept { return all_; }

private:
    Status default_status_;
    InvalidInput invalid_input_;
    std::vector<DeclaredResponse> all_;
};

template <class Result>
void DeclaredResponses::with_status(Status status) {
    DeclaredResponses own{status, invalid_input_};
    Result::describe(own);
    for (DeclaredResponse& response : own.all_) {
        if (!response.is_problem) response.status = status;
        add(std::move(response));
    }
}

}  // namespace serval

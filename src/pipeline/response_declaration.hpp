#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <serval/http/response.hpp>
#include <serval/problem/problem.hpp>
#include <serval/serialization/declared_response.hpp>

namespace serval {

struct Plan;

/** What an endpoint declares of its answers, to hold them against. Immutable. */
class ResponseDeclaration {
public:
    explicit ResponseDeclaration(const Plan& plan);

    /** @param breaches  of the rules of what was written.
        @throws ResponseMismatch that says what the answer should have been.
    */
    void check(const Response& response, const std::vector<FieldError>& breaches) const;

private:
    [[nodiscard]] std::vector<const DeclaredResponse*> declared(Status status) const;
    [[nodiscard]] std::string media_type_of(const DeclaredResponse& declared) const;
    void check_headers(const Response& response, const std::vector<const DeclaredResponse*>& declared) const;
    void check_value(const Response& response, const ResponseHeader& header, std::string_view value) const;
    void check_content(const Response& response, const std::vector<const DeclaredResponse*>& declared) const;
    [[noreturn]] void refuse(const Response& response, std::string_view what) const;

    std::string route_;
    std::string problem_type_;
    std::vector<DeclaredResponse> responses_;
};

}  // namespace serval

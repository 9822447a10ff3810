#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <nlohmann/json_fwd.hpp>

#include <serval/problem/problem.hpp>

namespace serval {

class Request;
class Response;

/** How a problem becomes a response: one of three forms that are built in, or a function of the user's.

    A value; what is said nearest to the endpoint wins. Rendering is thread-safe, a user's function has to be.
*/
class ErrorFormat {
public:
    /** `application/problem+json` (RFC 9457): `type`, `title`, `status`, `detail`, `code`, the problem's own members, and
        `errors`, each with `in`, `pointer`, `code` and `detail`. The default.
    */
    [[nodiscard]] static ErrorFormat problem_json();
    /** As Django REST framework has it: the faulty fields, nested as in the input, each with its list of messages; those that
        belong to no single field under `non_field_errors`. `{"detail": …}` when no field is at fault.
    */
    [[nodiscard]] static ErrorFormat drf();
    /** `{"detail": [{"loc": ["body", "tags", 3], "msg": …, "type": …}]}`, as FastAPI and Pydantic have it;
        an entry without `loc` when no field is at fault.
    */
    [[nodiscard]] static ErrorFormat detail_list();

    /** A form of one's own. The response has the problem's status and header fields already, and no content.
        What `render` throws reaches the caller of `ErrorFormat::render`.
    */
    template <class F>
        requires std::is_invocable_v<const F&, const Problem&, const Request&, Response&>
    explicit ErrorFormat(F render) : form_{std::make_shared<Custom<F>>(std::move(render))} {}

    /** Say what its content looks like, for the OpenAPI document. Needed for a form of one's own only. */
    ErrorFormat& describe(const nlohmann::ordered_json& schema, std::string content_type = "application/json");

    /** Put `problem` in the place of the status and content of `response`. Header fields that `response` has stay, unless the
        problem has some of the same name. Text that is not UTF-8 is mended, never a reason to fail.
    */
    void render(const Problem& problem, const Request& request, Response& response) const;

    /** The JSON Schema of the content; `true`, which is any value, for a form that was not described. */
    [[nodiscard]] nlohmann::ordered_json schema() const;
    /** The media type of the content. */
    [[nodiscard]] std::string_view content_type() const noexcept { return content_type_; }

private:
    struct Form {
        virtual ~Form() = default;
        virtual void write(const Problem& problem, const Request& request, Response& response) const = 0;
    };

    template <class F>
    struct Custom final : Form {
        explicit Custom(F function) : function_{std::move(function)} {}
        void write(const Problem& problem, const Request& request, Response& response) const override {
            function_(problem, request, response);
        }
        F function_;
    };

    using Writer = nlohmann::ordered_json (*)(const Problem&);
    struct BuiltIn;
    ErrorFormat(Writer writer, nlohmann::ordered_json schema, std::string content_type);

    std::shared_ptr<const Form> form_;
    std::string content_type_ = "application/json";
    std::string schema_ = "true";
};

}  // namespace serval

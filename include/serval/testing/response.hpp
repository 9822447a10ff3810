#pragma once

#include <iosfwd>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <serval/http/headers.hpp>
#include <serval/http/response.hpp>
#include <serval/json.hpp>
#include <serval/model/read.hpp>
#include <serval/testing/received_event.hpp>

namespace serval::test {

/** What an endpoint answered, whole. */
class Response {
public:
    Response(serval::Response response, std::string body) : response_{std::move(response)}, body_{std::move(body)} {}

    [[nodiscard]] Status status() const noexcept { return response_.status(); }
    [[nodiscard]] const Headers& headers() const noexcept { return response_.headers(); }
    /** The value of the first header field called `name`; empty when there is none. */
    [[nodiscard]] std::string header(std::string_view name) const { return std::string{response_.header(name).value_or("")}; }
    /** The content, streamed content included. */
    [[nodiscard]] const std::string& body() const noexcept { return body_; }
    /** The content as JSON, which lives as long as the response. @throws nlohmann::json::parse_error when it is none. */
    [[nodiscard]] const Json& json() const&;
    [[nodiscard]] Json json() &&;
    /** The content as a model, read-only fields included. @throws std::runtime_error that says what does not fit, with the content. */
    template <Readable T>
    [[nodiscard]] T as() const {
        ReadOptions options;
        options.as_written = true;
        auto read = from_json<T>(body_, options);
        if (!read) refuse(read.errors);
        return std::move(*read);
    }

    /** The events of an event stream. */
    [[nodiscard]] std::vector<ReceivedEvent> events() const { return read_events(body_); }

private:
    [[noreturn]] void refuse(const std::vector<FieldError>& errors) const;

    serval::Response response_;
    std::string body_;
    mutable std::optional<Json> json_{};
};

/** Status line, headers and content, as a failed assertion shows them. */
std::ostream& operator<<(std::ostream& out, const Response& response);

}  // namespace serval::test

namespace serval {

/** "404 Not Found" */
std::ostream& operator<<(std::ostream& out, Status status);

}  // namespace serval

#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <serval/http/content_source.hpp>
#include <serval/http/headers.hpp>
#include <serval/http/status.hpp>

namespace serval {

/** A response: status, header fields, and content that is either whole or streamed.

    Content-Length, Transfer-Encoding, Connection and Date are the transport's to write; do not set them.
*/
class Response {
public:
    Response() = default;
    explicit Response(Status status) noexcept : status_{status} {}
    Response(Status status, std::string body, std::string_view content_type);

    /** 200 with `text/plain; charset=utf-8`. */
    [[nodiscard]] static Response text(std::string body);
    /** 200 with `text/html; charset=utf-8`. */
    [[nodiscard]] static Response html(std::string body);
    /** 200 with `application/json`; `body` is JSON text already. */
    [[nodiscard]] static Response json(std::string body);
    /** A redirect to `location`.
        @throws std::invalid_argument when `status` is no 3xx or `location` cannot stand in a header.
    */
    [[nodiscard]] static Response redirect(std::string_view location, Status status = Status::temporary_redirect);
    /** 200 with content pulled from `source` as the client takes it. */
    [[nodiscard]] static Response stream(std::unique_ptr<ContentSource> source, std::string_view content_type);

    [[nodiscard]] Status status() const noexcept { return status_; }
    Response& set_status(Status status) noexcept { return status_ = status, *this; }

    [[nodiscard]] Headers& headers() noexcept { return headers_; }
    [[nodiscard]] const Headers& headers() const noexcept { return headers_; }
    /** The value of the first header field called `name`. */
    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const noexcept { return headers_.find(name); }
    Response& set_header(std::string_view name, std::string_view value) { return headers_.set(name, value), *this; }

    /** The whole content; empty when it is streamed. */
    [[nodiscard]] std::string& body() noexcept { return body_; }
    [[nodiscard]] const std::string& body() const noexcept { return body_; }
    Response& set_body(std::string body, std::string_view content_type);
    /** Have the content pulled from `source` as the client takes it, in the place of what there was. */
    Response& set_source(std::unique_ptr<ContentSource> source, std::string_view content_type);

    [[nodiscard]] bool is_streamed() const noexcept { return source_ != nullptr; }
    [[nodiscard]] ContentSource* source() const noexcept { return source_.get(); }
    [[nodiscard]] std::unique_ptr<ContentSource> take_source() noexcept { return std::move(source_); }
    /** Stream the content from `source`, in the place of what there is. The fields stay as they are. */
    Response& set_source(std::unique_ptr<ContentSource> source) noexcept { return body_.clear(), source_ = std::move(source), *this; }

    /** Back to an empty 200; the memory is kept for the next response. */
    void clear() noexcept;

private:
    Status status_ = Status::ok;
    Headers headers_;
    std::string body_;
    std::unique_ptr<ContentSource> source_;
};

}  // namespace serval

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <serval/http/attributes.hpp>
#include <serval/http/headers.hpp>
#include <serval/http/method.hpp>

namespace serval {

/** The two ends of the connection that a request came over. In process, the test client's. */
struct Connection {
    std::string remote_address = "127.0.0.1";   // as text, without a port
    std::string local_address = "127.0.0.1";
    std::uint16_t remote_port = 0;
    std::uint16_t local_port = 0;
    bool secure = false;                        // over TLS
};

/** A value that the router took out of the path, percent-decoded. */
struct PathValue {
    std::string_view name;   // lives as long as the app
    std::string value;
};

/** A request as its handlers see it. It lives until the handler has ended and its response is written. */
class Request {
public:
    Request() = default;
    Request(Method method, std::string_view target) : method_{method} { set_target(target); }

    [[nodiscard]] const Method& method() const noexcept { return method_; }
    /** The target in origin form, as it was sent: path and query, still percent-encoded (RFC 9112 §3.2.1). */
    [[nodiscard]] std::string_view target() const noexcept { return target_; }
    /** The target's path, still percent-encoded; begins with `/` (or is `*` for OPTIONS on the whole server). */
    [[nodiscard]] std::string_view path() const noexcept { return target().substr(0, path_size_); }
    /** What follows the first `?` of the target, still percent-encoded; empty when there is none. */
    [[nodiscard]] std::string_view query_string() const noexcept {
        return path_size_ < target_.size() ? target().substr(path_size_ + 1) : std::string_view{};
    }

    [[nodiscard]] const Headers& headers() const noexcept { return headers_; }
    /** The value of the first header field called `name`. */
    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const noexcept { return headers_.find(name); }

    /** The content, once the pipeline has awaited it; empty before. */
    [[nodiscard]] std::string_view body() const noexcept { return body_; }

    [[nodiscard]] const Connection& connection() const noexcept;

    /** The values that the route's pattern took out of the path, in the pattern's order. */
    [[nodiscard]] const std::vector<PathValue>& path_values() const noexcept { return path_values_; }
    [[nodiscard]] std::optional<std::string_view> path_value(std::string_view name) const noexcept;
    /** The pattern of the route that the path leads to, such as `/books/{id}`, also where that has no such method; empty where it leads to none.
        Lives as long as the app.
    */
    [[nodiscard]] std::string_view route() const noexcept { return route_; }

    /** What middlewares and authentication left for those who come after them. */
    [[nodiscard]] Attributes& attributes() noexcept { return attributes_; }
    [[nodiscard]] const Attributes& attributes() const noexcept { return attributes_; }

    // For those who make requests: the transport, the test client, a middleware that rewrites.
    void set_method(Method method) noexcept { method_ = method; }
    void set_target(std::string_view target);
    /** @param path_size  Where the first `?` stands, or the end. */
    void set_target(std::string_view target, std::size_t path_size);
    void set_connection(const Connection* connection) noexcept { connection_ = connection; }
    void set_route(std::string_view pattern) noexcept { route_ = pattern; }
    [[nodiscard]] Headers& headers() noexcept { return headers_; }
    [[nodiscard]] std::string& mutable_body() noexcept { return body_; }
    [[nodiscard]] std::vector<PathValue>& mutable_path_values() noexcept { return path_values_; }
    /** Forget everything, keep the memory for the next request. */
    void clear() noexcept;

private:
    Method method_;
    std::string target_ = "/";
    std::size_t path_size_ = 1;
    Headers headers_;
    std::string body_;
    const Connection* connection_ = nullptr;
    std::vector<PathValue> path_values_;
    std::string_view route_;
    Attributes attributes_;
};

}  // namespace serval

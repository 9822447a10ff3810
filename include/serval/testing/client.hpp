#pragma once

#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <serval/authentication/user.hpp>
#include <serval/http/headers.hpp>
#include <serval/http/method.hpp>
#include <serval/json.hpp>
#include <serval/model/write.hpp>
#include <serval/server/app.hpp>
#include <serval/testing/clock.hpp>
#include <serval/testing/cookie_jar.hpp>
#include <serval/testing/response.hpp>

namespace serval::test {

/** Defaults that suit tests: few threads, no log, and answers held against what their endpoints declare. */
[[nodiscard]] Settings settings();

/** A part of a multipart form. */
struct Part {
    std::string name;
    std::string content;
    std::string filename = {};       // of a file
    std::string content_type = {};   // of a file
};

class Client;

/** One request that is being put together: `client.request(Method::get, "/books").header("Accept", "text/html").send()`. */
class RequestBuilder {
public:
    RequestBuilder(Client& client, Method method, std::string_view target);

    RequestBuilder& header(std::string_view name, std::string_view value);
    /** A parameter of the query, encoded as need be. */
    RequestBuilder& query(std::string_view name, std::string_view value);
    RequestBuilder& json(const Json& body);
    RequestBuilder& form(const std::vector<std::pair<std::string, std::string>>& fields);
    RequestBuilder& multipart(const std::vector<Part>& parts);
    RequestBuilder& body(std::string body, std::string_view content_type);

    /** Leave an event stream when `count` events have come, as most of them do not end by themselves. */
    RequestBuilder& first_events(std::size_t count) { return most_events_ = count, *this; }

    /** Have the app answer. @throws what a handler threw unexpectedly, unless the client renders errors. */
    [[nodiscard]] Response send();

private:
    friend class Client;

    /** Go on as a plain GET. */
    void forget_content();

    Client& client_;
    Method method_;
    std::string target_;
    Headers headers_;
    std::string body_;
    std::optional<std::size_t> most_events_;
};

/** Talks to an app in process: the whole pipeline, no sockets.

    Cookies are kept from answer to request, as a browser keeps them. An exception that a handler did not mean to throw is thrown on to the test; after
    `render_errors()` it is answered as a client would see it. The app is built, and its start-up hooks are run, when the client
    is made; the shut-down hooks when it goes. For one thread.
*/
class Client {
public:
    /** @throws AppError, and what start-up hooks throw. */
    explicit Client(App app);
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    [[nodiscard]] RequestBuilder request(Method method, std::string_view target) { return {*this, method, target}; }

    Response get(std::string_view target) { return request(Method::get, target).send(); }
    Response head(std::string_view target) { return request(Method::head, target).send(); }
    Response options(std::string_view target) { return request(Method::options, target).send(); }
    Response delete_(std::string_view target) { return request(Method::delete_, target).send(); }
    Response post(std::string_view target) { return request(Method::post, target).send(); }
    Response post(std::string_view target, const Json& body) { return request(Method::post, target).json(body).send(); }
    Response put(std::string_view target, const Json& body) { return request(Method::put, target).json(body).send(); }
    Response patch(std::string_view target, const Json& body) { return request(Method::patch, target).json(body).send(); }
    // The same with a model, or a Partial of one.
    template <Writable T>
        requires(!std::is_same_v<T, Json>)
    Response post(std::string_view target, const T& body) {
        return send_model(Method::post, target, body);
    }
    template <Writable T>
        requires(!std::is_same_v<T, Json>)
    Response put(std::string_view target, const T& body) {
        return send_model(Method::put, target, body);
    }
    template <Writable T>
        requires(!std::is_same_v<T, Json>)
    Response patch(std::string_view target, const T& body) {
        return send_model(Method::patch, target, body);
    }

    /** Header fields that every request carries. */
    [[nodiscard]] Headers& headers() noexcept { return headers_; }
    /** The cookies that the app has set. */
    [[nodiscard]] CookieJar& cookies() noexcept { return cookies_; }
    /** Send name and password with every request (HTTP Basic). */
    Client& credentials(std::string_view name, std::string_view password);
    /** Every request is `user`'s from now on; authentication is not asked. `std::nullopt` ends it. */
    Client& force_authenticate(std::optional<User> user);
    /** Follow redirects within the app, at most ten, as browsers do: what was posted is asked for with GET after 301, 302 and 303.
        One that leads to another host is answered as it is.
    */
    Client& follow_redirects(bool follow = true) noexcept;
    /** Answer unexpected exceptions with a 500 instead of throwing them on. */
    Client& render_errors(bool render = true) noexcept;
    /** Have `csrf` look at requests as at a browser's. Otherwise they pass it: a test is no other site's page. */
    Client& enforce_csrf(bool enforce = true) noexcept;

    /** The app's time of day. */
    [[nodiscard]] Clock& clock() noexcept { return *clock_; }
    [[nodiscard]] App& app() noexcept { return app_; }

private:
    friend class RequestBuilder;

    template <class T>
    Response send_model(Method method, std::string_view target, const T& model) {
        return request(method, target).body(to_json(model), "application/json").send();
    }
    [[nodiscard]] Response send(RequestBuilder request);
    [[nodiscard]] Response send_once(const RequestBuilder& request);

    App app_;
    std::shared_ptr<Clock> clock_ = std::make_shared<Clock>();
    Headers headers_;
    CookieJar cookies_;
    std::optional<User> user_;
    bool follows_redirects_ = false;
    bool renders_errors_ = false;
    bool enforces_csrf_ = false;
};

}  // namespace serval::test

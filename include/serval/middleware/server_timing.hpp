#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <serval/middleware/middleware.hpp>

namespace serval {

/** What took how long while a request was answered, for whoever looks at it with a browser's tools (W3C Server Timing). Not thread-safe. */
class ServerTiming {
public:
    using Clock = std::chrono::steady_clock;

    /** A stage under way: added when it goes. */
    class Stage {
    public:
        Stage(ServerTiming& timing, std::string_view name, std::string_view description);
        ~Stage();
        Stage(const Stage&) = delete;
        Stage& operator=(const Stage&) = delete;

    private:
        ServerTiming& timing_;
        std::string entry_;
        Clock::time_point began_ = Clock::now();
    };

    /** Add a stage that took so long. Several may have one name.
        @throws std::invalid_argument when `name` is no token, or `description` has a control character.
    */
    void add(std::string_view name, Clock::duration took, std::string_view description = {});
    /** Measure a stage up to the end of the scope: `const auto stage = timing_of(request).measure("db");`. @throws as `add`. */
    [[nodiscard]] Stage measure(std::string_view name, std::string_view description = {}) { return {*this, name, description}; }

    /** All of it, as it stands in the field. */
    [[nodiscard]] const std::string& field() const noexcept { return field_; }

private:
    void append(std::string entry, Clock::duration took);

    std::string field_;
};

/** The request's timing. Where no `server_timing` wraps the request it is kept and not sent. */
[[nodiscard]] ServerTiming& timing_of(Request& request);

/** Tell in Server-Timing how long everything inside took, as `total`, and what handlers measured: `app.use(server_timing())`.

    Whoever may read the answer may read it: times tell of what is behind them, such as whether a user is known.
*/
[[nodiscard]] std::shared_ptr<Middleware> server_timing();

}  // namespace serval

#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <serval/http/exchange.hpp>
#include <serval/problem/problem.hpp>
#include <serval/server/limits.hpp>
#include <serval/tasks/loop.hpp>

#include "transport/response_writer.hpp"
#include "transport/server.hpp"
#include "transport/server_exchange.hpp"

namespace serval::detail {

/** What one loop's connections share: memory that only the busy ones need, the time, and whom they serve. */
class LoopContext {
public:
    LoopContext(Loop& loop, Service& service, ServerSettings& settings) : loop_{loop}, service_{service}, settings_{settings} { tell_time(); }

    [[nodiscard]] Loop& loop() noexcept { return loop_; }
    [[nodiscard]] Service& service() noexcept { return service_; }
    [[nodiscard]] const Limits& limits() const noexcept { return settings_.limits; }
    [[nodiscard]] const HeadStart& head_start() const noexcept { return head_start_; }
    void refuse(const Problem& problem, const Connection& from, Response& response) { settings_.refuse(problem, from, response); }
    void warn(std::string_view text) { settings_.warn(text); }

    /** The loop's own time in milliseconds, as coarse as the sweep. While the loop is held up it hardly passes,
        so that no client has to pay for time in which it was not listened to. */
    [[nodiscard]] std::int64_t now() const noexcept { return now_; }
    /** Let time pass; at most `most` of it. */
    void pass_time(std::chrono::milliseconds most);

    [[nodiscard]] std::array<char, 64 * 1024>& scratch() noexcept { return scratch_; }

    [[nodiscard]] std::unique_ptr<ServerExchange> take_exchange();
    void give_back(std::unique_ptr<ServerExchange> exchange);
    [[nodiscard]] std::string take_buffer();
    void give_back(std::string buffer);

    [[nodiscard]] bool is_stopping() const noexcept { return stopping_; }
    void stop() noexcept { stopping_ = true; }

private:
    void tell_time();

    Loop& loop_;
    Service& service_;
    ServerSettings& settings_;
    HeadStart head_start_;
    Loop::Clock::time_point told_at_ = Loop::Clock::now();
    std::int64_t now_ = 0;
    bool stopping_ = false;
    std::vector<std::unique_ptr<ServerExchange>> exchanges_;
    std::vector<std::string> buffers_;
    std::array<char, 64 * 1024> scratch_;
};

}  // namespace serval::detail

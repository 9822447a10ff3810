#include "transport/loop_context.hpp"

#include <algorithm>

namespace serval::detail {
namespace {

constexpr std::size_t kept_objects = 64;
constexpr std::size_t kept_capacity = 64 * 1024;

}  // namespace

void LoopContext::pass_time(std::chrono::milliseconds most) {
    const auto time = Loop::Clock::now();
    const auto passed = std::chrono::duration_cast<std::chrono::milliseconds>(time - told_at_);
    now_ += std::min(passed, most).count();
    told_at_ += passed;
    tell_time();
}

void LoopContext::tell_time() {
    const auto time = std::chrono::system_clock::now().time_since_epoch();
    head_start_.refresh(std::chrono::duration_cast<std::chrono::seconds>(time).count());
}

std::unique_ptr<ServerExchange> LoopContext::take_exchange() {
    if (exchanges_.empty()) return std::make_unique<ServerExchange>(loop_, limits());
    auto exchange = std::move(exchanges_.back());
    exchanges_.pop_back();
    return exchange;
}

void LoopContext::give_back(std::unique_ptr<ServerExchange> exchange) {
    if (exchanges_.size() < kept_objects) exchanges_.push_back(std::move(exchange));
}

std::string LoopContext::take_buffer() {
    if (buffers_.empty()) return {};
    std::string buffer = std::move(buffers_.back());
    buffers_.pop_back();
    return buffer;
}

void LoopContext::give_back(std::string buffer) {
    if (buffers_.size() == kept_objects || buffer.capacity() > kept_capacity) return;
    buffer.clear();
    buffers_.push_back(std::move(buffer));
}

}  // namespace serval::detail

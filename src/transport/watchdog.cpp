#include "transport/watchdog.hpp"

#include <fmt/format.h>

namespace serval::detail {
namespace {

constexpr std::chrono::seconds interval{1};

std::string warning_of(std::string_view holder) {
    static constexpr std::string_view consequence = "a loop has not answered for a second, and every other request on it waits: ";
    if (holder.empty()) return fmt::format("{}something that is no handler holds it, such as a middleware", consequence);
    return fmt::format("{}the handler of {} holds it; .blocking() on its route spares the loop", consequence, holder);
}

}  // namespace

Watchdog::Watchdog(boost::asio::io_context& control, const std::vector<std::unique_ptr<ServerLoop>>& loops,
                   UniqueFunction<void(std::string_view)>& warn)
    : timer_{control}, warn_{warn} {
    for (const auto& loop : loops) loops_.push_back({*loop});
}

void Watchdog::start() {
    timer_.expires_after(interval);
    timer_.async_wait([this](const boost::system::error_code& error) {
        if (error) return;
        look();
        start();
    });
}

void Watchdog::look() {
    for (Watched& watched : loops_) look_at(watched);
}

void Watchdog::look_at(Watched& watched) {
    if (watched.loop.has_ended()) return;
    if (watched.loop.answers()) {
        watched.is_held = false;
        return watched.loop.ask();
    }
    if (std::exchange(watched.is_held, true)) return;
    warn_(warning_of(watched.loop.loop().held_by()));
    find_stand_in(watched.loop);
}

void Watchdog::find_stand_in(ServerLoop& held) {
    for (const Watched& other : loops_) {
        if (&other.loop != &held && !other.is_held) return other.loop.stand_in_for(held);
    }
}

}  // namespace serval::detail

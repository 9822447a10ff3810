#include "throttling/fixed_window.hpp"

#include <algorithm>
#include <functional>

namespace serval {

std::optional<std::chrono::seconds> FixedWindow::admit(std::string_view key, Time now) {
    Shard& shard = shards_[std::hash<std::string_view>{}(key) % shard_count];
    const std::lock_guard lock{shard.mutex};
    Window& window = window_of(key, shard, now);
    if (window.ends <= now) window = {now + rate_.period, 0};
    if (window.admitted == rate_.requests) return std::chrono::ceil<std::chrono::seconds>(window.ends - now);
    ++window.admitted;
    return std::nullopt;
}

FixedWindow::Window& FixedWindow::window_of(std::string_view key, Shard& shard, Time now) const {
    std::string name{key};
    if (const auto found = shard.windows.find(name); found != shard.windows.end()) return found->second;
    if (shard.windows.size() >= most_per_shard_) make_room(shard, now);
    shard.next_end = std::min(shard.next_end, now + rate_.period);
    return shard.windows[std::move(name)];
}

void FixedWindow::make_room(Shard& shard, Time now) const {
    if (shard.next_end <= now) sweep(shard, now);
    // All run still: one key's count begins anew, rather than memory growing with every key that an attacker invents.
    if (shard.windows.size() >= most_per_shard_) shard.windows.erase(shard.windows.begin());
}

void FixedWindow::sweep(Shard& shard, Time now) {
    shard.next_end = Time::max();
    std::erase_if(shard.windows, [&shard, now](const auto& entry) {
        if (entry.second.ends <= now) return true;
        shard.next_end = std::min(shard.next_end, entry.second.ends);
        return false;
    });
}

}  // namespace serval

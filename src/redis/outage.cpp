#include "redis/outage.hpp"

#include <utility>

namespace serval::redis {

Outage::Outage(Log log, std::string redis, std::size_t connections)
    : log_{std::move(log)}, redis_{std::move(redis)}, connections_{connections} {}

void Outage::began(const std::string& why) {
    const std::lock_guard lock{mutex_};
    if (++lost_ == connections_) log_.error("Redis is away; what needs it fails until it is back", {{"redis", redis_}, {"error", why}});
}

void Outage::ended() {
    const std::lock_guard lock{mutex_};
    if (lost_-- == connections_) log_.info("Redis is back", {{"redis", redis_}});
}

}  // namespace serval::redis

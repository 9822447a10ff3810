#include "redis/connections.hpp"

#include <algorithm>
#include <atomic>
#include <stdexcept>
#include <thread>

#include <serval/tasks/this_task.hpp>

#include "redis/tls.hpp"

namespace serval::redis {
namespace {

std::size_t count_of(const RedisOptions& options) {
    return options.connections != 0 ? options.connections : std::max(1U, std::thread::hardware_concurrency());
}

ConnectionShare share_of(const RedisOptions& options) {
    if (options.time_limit <= std::chrono::milliseconds{0}) throw std::invalid_argument{"Redis needs some time to answer: the time limit is 0"};
    if (options.most_waiting == 0) throw std::invalid_argument{"nothing can be asked of Redis where no question may wait"};
    Address address = Address::parse(options.url);
    auto tls = address.uses_tls ? std::optional{make_tls_context(options.tls)} : std::nullopt;
    const std::string name = address.to_string();
    return {.address = std::move(address), .tls = std::move(tls), .time_limit = options.time_limit,
            .most_waiting = options.most_waiting, .outage{options.log, name, count_of(options)}};
}

std::size_t number_of_this_thread() noexcept {
    static std::atomic<std::size_t> count = 0;
    thread_local const std::size_t number = count.fetch_add(1, std::memory_order_relaxed);
    return number;
}

}  // namespace

Connections::Connections(const RedisOptions& options) : share_{share_of(options)} {
    for (std::size_t i = 0; i < count_of(options); ++i) all_.push_back(std::make_unique<Connection>(share_));
}

Task<Reply> Connections::ask(std::string command) {
    detail::Chain& chain = co_await detail::this_chain();
    if (chain.context().cancellation.requested()) throw Cancelled{};
    Asker asker(chain, std::move(command), Question::Clock::now() + share_.time_limit);
    choose().ask(asker.question());
    co_await asker.ended();
    co_return asker.take();
}

Connection& Connections::choose() const noexcept {
    const std::size_t own = number_of_this_thread();
    for (std::size_t i = 0; i < all_.size(); ++i) {
        Connection& connection = *all_[(own + i) % all_.size()];
        if (!connection.is_away()) return connection;
    }
    return *all_[own % all_.size()];
}

}  // namespace serval::redis

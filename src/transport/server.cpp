#include "transport/server.hpp"

#include "transport/server_loop.hpp"
#include "transport/unix_path.hpp"
#include "transport/watchdog.hpp"

#include <algorithm>
#include <csignal>
#include <list>
#include <system_error>
#include <thread>

#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

namespace serval {
namespace {

constexpr std::chrono::seconds last_patience{1};   // of the end of all loops, with whom they wait for

}  // namespace

struct Server::Parts {
    Parts(ServerSettings settings, Service& service) : shared{std::move(settings), service} {}

    void listen();
    void listen_on(const ListenAddress& address);
    void listen_on_path(const ListenAddress& address);
    void share(int descriptor);
    [[nodiscard]] bool have_ended() const;
    [[nodiscard]] std::vector<std::string> unfinished() const;

    detail::ServerShare shared;
    std::list<detail::UnixPath> paths;
    std::vector<std::unique_ptr<detail::ServerLoop>> loops;
    std::vector<ListenAddress> addresses;
    boost::asio::io_context control{1};   // of whoever waits for signals, and is told of each loop's end
    std::vector<std::thread> threads;
};

void Server::Parts::listen() {
    for (const int descriptor : shared.settings.handed_in) share(descriptor);
    if (!shared.settings.handed_in.empty()) return;
    for (const ListenAddress& address : shared.settings.addresses) listen_on(address);
}

void Server::Parts::listen_on(const ListenAddress& address) {
    if (is_unix(address)) return listen_on_path(address);
    // The first binds alone: with SO_REUSEPORT from the start, a second server on the port would go unnoticed.
    detail::Endpoint endpoint = detail::endpoint_of(address);
    detail::Acceptor first = detail::listen_on(loops.front()->loop().executor(), endpoint, false);
    endpoint = first.local_endpoint();
    addresses.push_back({address.host, detail::address_of(endpoint).port});
    if (loops.size() == 1) return loops.front()->add_listener(std::move(first));
    first.close();
    for (const auto& loop : loops) loop->add_listener(detail::listen_on(loop->loop().executor(), endpoint, true));
}

void Server::Parts::listen_on_path(const ListenAddress& address) {
    const std::string path = address.host.substr(address.host.find(':') + 1);
    detail::UnixPath::clear(path);
    detail::Acceptor listening = detail::listen_on(loops.front()->loop().executor(), detail::endpoint_of(address), false);
    paths.emplace_back(path);
    share(listening.native_handle());
}

void Server::Parts::share(int descriptor) {
    for (const auto& loop : loops) {
        detail::Acceptor acceptor = detail::share_listening(loop->loop().executor(), descriptor);
        if (loop == loops.front()) addresses.push_back(detail::address_of(acceptor.local_endpoint()));
        loop->add_listener(std::move(acceptor));
    }
}

bool Server::Parts::have_ended() const {
    return std::all_of(loops.begin(), loops.end(), [](const auto& loop) { return loop->has_ended(); });
}

std::vector<std::string> Server::Parts::unfinished() const {
    std::vector<std::string> all;
    for (const auto& loop : loops) {
        if (loop->has_ended()) {
            all.insert(all.end(), loop->unfinished().begin(), loop->unfinished().end());
        } else {
            const std::string_view holder = loop->loop().held_by();
            all.emplace_back(holder.empty() ? "no handler" : holder);
        }
    }
    return all;
}

Server::Server(ServerSettings settings, Service& service) : parts_{std::make_unique<Parts>(std::move(settings), service)} {
    const unsigned loops = std::max(1U, parts_->shared.settings.loops);
    for (unsigned i = 0; i < loops; ++i) parts_->loops.push_back(std::make_unique<detail::ServerLoop>(parts_->shared));
    parts_->listen();
}

Server::~Server() {
    stop_now();
    wait();
}

const std::vector<ListenAddress>& Server::addresses() const noexcept { return parts_->addresses; }

std::vector<Loop*> Server::loops() const {
    std::vector<Loop*> loops;
    for (const auto& loop : parts_->loops) loops.push_back(&loop->loop());
    return loops;
}

void Server::start() {
    for (const auto& loop : parts_->loops) {
        parts_->threads.emplace_back([&loop = *loop, &parts = *parts_] {
            loop.run();
            boost::asio::post(parts.control, [&parts] { if (parts.have_ended()) parts.control.stop(); });
        });
    }
}

void Server::stop(std::chrono::milliseconds grace) {
    for (const auto& loop : parts_->loops) loop->stop(grace);
}

void Server::stop_now() {
    for (const auto& loop : parts_->loops) loop->stop_now();
}

void Server::wait() {
    for (std::thread& thread : parts_->threads) {
        if (thread.joinable()) thread.join();
    }
}

std::vector<std::string> Server::run_until_signalled(std::chrono::milliseconds grace) {
    boost::asio::io_context& control = parts_->control;
    boost::asio::steady_timer deadline{control};
    boost::asio::signal_set signals{control, SIGINT, SIGTERM};
    detail::Watchdog watchdog{control, parts_->loops, parts_->shared.settings.warn};
    const auto end_within = [&](std::chrono::milliseconds time) {
        deadline.expires_after(time + last_patience);
        deadline.async_wait([&](const boost::system::error_code& error) {
            if (!error) control.stop();
        });
    };
    signals.async_wait([&](const boost::system::error_code& error, int) {
        if (error) return;
        stop(grace);
        end_within(grace);
        signals.async_wait([&](const boost::system::error_code& second, int) {
            if (second) return;
            stop_now();
            end_within({});
        });
    });
    watchdog.start();
    start();
    control.run();
    if (parts_->have_ended()) wait();
    return parts_->unfinished();
}

}  // namespace serval

#include "transport/server.hpp"

#include "transport/server_loop.hpp"

#include <csignal>
#include <system_error>
#include <thread>

#include <boost/asio/signal_set.hpp>

namespace serval {
namespace {

detail::Endpoint endpoint_of(const ListenAddress& address) {
    boost::system::error_code error;
    const auto ip = boost::asio::ip::make_address(address.host == "localhost" ? "127.0.0.1" : address.host, error);
    if (error) throw std::system_error{error, "\"" + address.host + "\" is no IP address to listen on"};
    return {ip, address.port};
}

}  // namespace

struct Server::Parts {
    Parts(ServerSettings settings, Service& service) : share{std::move(settings), service} {}

    void listen(const ListenAddress& address);

    detail::ServerShare share;
    std::vector<std::unique_ptr<detail::ServerLoop>> loops;
    std::vector<ListenAddress> addresses;
    std::vector<std::thread> threads;
};

void Server::Parts::listen(const ListenAddress& address) {
    // The first binds alone: with SO_REUSEPORT from the start, a second server on the port would go unnoticed.
    detail::Endpoint endpoint = endpoint_of(address);
    detail::Acceptor first = detail::listen_on(loops.front()->loop().executor(), endpoint, false);
    endpoint.port(first.local_endpoint().port());
    addresses.push_back({address.host, endpoint.port()});
    if (loops.size() == 1) return loops.front()->add_listener(std::move(first));
    first.close();
    for (const auto& loop : loops) loop->add_listener(detail::listen_on(loop->loop().executor(), endpoint, true));
}

Server::Server(ServerSettings settings, Service& service) : parts_{std::make_unique<Parts>(std::move(settings), service)} {
    const unsigned loops = std::max(1U, parts_->share.settings.loops);
    for (unsigned i = 0; i < loops; ++i) parts_->loops.push_back(std::make_unique<detail::ServerLoop>(parts_->share));
    for (const ListenAddress& address : parts_->share.settings.addresses) parts_->listen(address);
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
    for (const auto& loop : parts_->loops) parts_->threads.emplace_back([&loop = *loop] { loop.run(); });
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

void Server::run_until_signalled(std::chrono::milliseconds grace) {
    boost::asio::io_context control{1};
    boost::asio::signal_set signals{control, SIGINT, SIGTERM};
    signals.async_wait([&](const boost::system::error_code& error, int) {
        if (error) return;
        stop(grace);
        signals.async_wait([&](const boost::system::error_code& second, int) {
            if (!second) stop_now();
        });
    });
    start();
    std::thread waiter{[&] {
        wait();
        control.stop();
    }};
    control.run();
    waiter.join();
}

}  // namespace serval

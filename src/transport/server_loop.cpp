#include "transport/server_loop.hpp"

#include "transport/refusal.hpp"
#include "transport/tls_wire.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace serval::detail {
namespace {

/** Fine enough for the shortest deadline, no finer than an idle machine would mind. */
std::chrono::milliseconds sweep_interval(const Limits& limits) {
    const auto shortest = std::min({limits.head_deadline, limits.idle_deadline, limits.write_stall, limits.content_grace, limits.content_deadline,
                                    limits.linger});
    return std::clamp(shortest / 4, std::chrono::milliseconds{5}, std::chrono::milliseconds{250});
}

constexpr std::chrono::milliseconds last_grace{100};      // for what was cancelled to end
constexpr std::chrono::milliseconds end_interval{2};

Connection ends_of(const Socket& socket, const Endpoint& peer, bool secure) {
    boost::system::error_code ignored;   // a client that is gone already has no ends to tell
    ListenAddress remote = address_of(peer);
    ListenAddress own = address_of(socket.local_endpoint(ignored));
    return {std::move(remote.host), std::move(own.host), remote.port, own.port, secure};
}

}  // namespace

ServerShare::ServerShare(ServerSettings settings_, Service& service_)
    : settings{std::move(settings_)}, service{service_}, admission{settings.limits} {
    if (!settings.refuse) settings.refuse = [](const Problem& problem, const Connection&, Response& response) { render_refusal(problem, response); };
    if (!settings.warn) settings.warn = [](std::string_view) {};
    if (settings.tls) tls.emplace(*settings.tls);
}

ServerLoop::ServerLoop(ServerShare& share)
    : share_{share},
      interval_{sweep_interval(share.settings.limits)},
      context_{loop_, share.service, share.settings} {}

void ServerLoop::add_listener(Acceptor acceptor) {
    const std::lock_guard lock{closing_};
    listeners_.push_back(std::make_unique<Listener>(std::move(acceptor), loop_, static_cast<ListenerUser&>(*this)));
}

void ServerLoop::run() {
    serve();
    has_ended_.store(true, std::memory_order_release);
}

void ServerLoop::serve() {
    for (const auto& listener : listeners_) listener->start();
    while (!ended_) {
        try {
            readiness_.start();
            loop_.run();
        } catch (const std::exception& error) {
            warn(fmt::format("work on a loop failed: {}", error.what()));
        } catch (...) {
            warn("work on a loop failed");
        }
    }
}

void ServerLoop::stop(std::chrono::milliseconds grace) {
    loop_.post([this, grace] { begin_stop(grace); });
}

void ServerLoop::stop_now() {
    loop_.post([this] { end_now(); });
}

void ServerLoop::ask() {
    answers_.store(false, std::memory_order_relaxed);
    loop_.post([this] { answers_.store(true, std::memory_order_release); });
}

void ServerLoop::stand_in_for(ServerLoop& held) {
    if (std::exchange(held.has_stand_in_, true)) return;
    loop_.post([this, &held] { share_listeners_of(held); });   // sockets of this loop are made on its own thread
}

void ServerLoop::share_listeners_of(ServerLoop& held) {
    if (context_.is_stopping()) return;
    std::vector<Acceptor> shared;
    {
        const std::lock_guard lock{held.closing_};
        for (const auto& listener : held.listeners_) {
            if (listener->is_open()) shared.push_back(share_listening(loop_.executor(), listener->descriptor()));
        }
    }
    for (Acceptor& acceptor : shared) {
        add_listener(std::move(acceptor));
        listeners_.back()->start();
    }
}

void ServerLoop::begin_stop(std::chrono::milliseconds grace) {
    if (context_.is_stopping()) return;
    context_.stop();
    {
        const std::lock_guard lock{closing_};
        for (const auto& listener : listeners_) listener->stop();
    }
    for (std::size_t i = 0; i < connections_.size(); ++i) connections_[i]->stop();
    loop_.call_after(grace, [this] { end_now(); });
    await_sweep();
}

void ServerLoop::end_now() {
    if (std::exchange(ending_, true)) return;
    context_.stop();
    {
        const std::lock_guard lock{closing_};
        for (const auto& listener : listeners_) listener->close();
    }
    for (const auto& connection : connections_) connection->cut();
    await_end(Loop::Clock::now() + last_grace);
}

void ServerLoop::await_end(Loop::Clock::time_point deadline) {
    std::erase_if(connections_, [](const auto& connection) { return connection->is_over(); });
    if (connections_.empty() || Loop::Clock::now() >= deadline) return end();
    loop_.call_after(end_interval, [this, deadline] { await_end(deadline); });
}

void ServerLoop::end() {
    for (const auto& connection : connections_) {
        if (const std::string_view origin = connection->unfinished(); !origin.empty()) unfinished_.emplace_back(origin);
    }
    ended_ = true;
    loop_.stop();
}

void ServerLoop::accepted(Socket socket, const Endpoint& peer) {
    if (!awaiting_sweep_) context_.pass_time(interval_);   // nobody kept the time while nobody was there
    Connection ends = ends_of(socket, peer, share_.tls.has_value());
    const bool has_address = peer.protocol().family() != AF_UNIX;   // whoever comes by a Unix socket is a proxy, for all its clients
    auto ticket = share_.admission.admit(has_address ? ends.remote_address : std::string{});
    if (!ticket) return turn_away(std::move(socket));
    connections_.push_back(std::make_unique<Http1Connection>(make_wire(std::move(socket)), std::move(ends), std::move(*ticket), context_));
    connections_.back()->start();
    await_sweep();
}

std::unique_ptr<Wire> ServerLoop::make_wire(Socket socket) {
    if (share_.tls) return std::make_unique<TlsWire>(std::move(socket), readiness_, *share_.tls);
    return std::make_unique<PlainWire>(std::move(socket), readiness_);
}

void ServerLoop::turn_away(Socket socket) {
    // One try: whoever is over the limit gets no memory of ours, and over TLS no handshake.
    PlainWire wire{std::move(socket), readiness_};
    static constexpr std::string_view answer =
        "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    if (!share_.tls) static_cast<void>(wire.write(answer));
    wire.close(Wire::Close::orderly);
}

void ServerLoop::accepting_failed(const boost::system::error_code& error) {
    warn(fmt::format("no connection can be accepted for now: {}", error.message()));
}

void ServerLoop::await_sweep() {
    if (std::exchange(awaiting_sweep_, true)) return;
    loop_.call_after(interval_, [this] { sweep(); });
}

void ServerLoop::sweep() {
    awaiting_sweep_ = false;
    context_.pass_time(2 * interval_);
    for (std::size_t i = 0; i < connections_.size(); ++i) connections_[i]->sweep();
    std::erase_if(connections_, [](const auto& connection) { return connection->is_over(); });
    if (!connections_.empty()) return await_sweep();
    if (context_.is_stopping()) end();
}

void ServerLoop::warn(std::string_view text) { share_.settings.warn(text); }

}  // namespace serval::detail

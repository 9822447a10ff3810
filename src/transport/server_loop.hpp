#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "transport/http1_connection.hpp"
#include "transport/io_loop.hpp"
#include "transport/listener.hpp"
#include "transport/server.hpp"
#include "transport/tls_context.hpp"

namespace serval::detail {

/** What all loops of a server share. */
struct ServerShare {
    ServerShare(ServerSettings settings_, Service& service_);

    ServerSettings settings;
    Service& service;
    Admission admission;
    std::optional<TlsContext> tls;
};

/** One thread's part of a server: its loop, its listeners and its connections, with the sweep that keeps their deadlines. */
class ServerLoop final : ListenerUser {
public:
    explicit ServerLoop(ServerShare& share);

    [[nodiscard]] IoLoop& loop() noexcept { return loop_; }
    void add_listener(Acceptor acceptor);

    /** Serve until it was stopped and the last connection is over. */
    void run();
    /** Thread-safe. */
    void stop(std::chrono::milliseconds grace);
    /** Thread-safe. */
    void stop_now();

private:
    void accepted(Socket socket, const Endpoint& peer) override;
    void accepting_failed(const boost::system::error_code& error) override;
    [[nodiscard]] std::unique_ptr<Wire> make_wire(Socket socket) const;
    void turn_away(Socket socket);
    void begin_stop(std::chrono::milliseconds grace);
    void end_now();
    void await_sweep();
    void sweep();
    void warn(std::string_view text);

    IoLoop loop_;
    ServerShare& share_;
    std::chrono::milliseconds interval_;
    LoopContext context_;
    std::vector<std::unique_ptr<Listener>> listeners_;
    std::vector<std::unique_ptr<Http1Connection>> connections_;
    bool awaiting_sweep_ = false;
    bool ended_ = false;
};

}  // namespace serval::detail

#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "transport/http1_connection.hpp"
#include "transport/io_loop.hpp"
#include "transport/listener.hpp"
#include "transport/readiness.hpp"
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

    /** Have the loop say that it is not held: `answers` is true from then on. Thread-safe. */
    void ask();
    /** Whether it has answered since it was last asked. Thread-safe. */
    [[nodiscard]] bool answers() const noexcept { return answers_.load(std::memory_order_acquire); }
    /** From now on accept what comes to `held` too, which may never do so again. Of no effect where another loop does already.
        Thread-safe for one caller.
    */
    void stand_in_for(ServerLoop& held);

    /** Whether `run` has returned. Thread-safe. */
    [[nodiscard]] bool has_ended() const noexcept { return has_ended_.load(std::memory_order_acquire); }
    /** Once it has: the origins of the requests that were not finished even then. */
    [[nodiscard]] const std::vector<std::string>& unfinished() const noexcept { return unfinished_; }

private:
    void accepted(Socket socket, const Endpoint& peer) override;
    void accepting_failed(const boost::system::error_code& error) override;
    [[nodiscard]] std::unique_ptr<Wire> make_wire(Socket socket);
    void turn_away(Socket socket);
    void begin_stop(std::chrono::milliseconds grace);
    void end_now();
    void await_end(Loop::Clock::time_point deadline);
    void end();
    void share_listeners_of(ServerLoop& held);
    void serve();
    void await_sweep();
    void sweep();
    void warn(std::string_view text);

    IoLoop loop_;
    Readiness readiness_{loop_.executor()};
    ServerShare& share_;
    std::chrono::milliseconds interval_;
    LoopContext context_;
    std::mutex closing_;   // of listeners: they are not closed while another loop comes to share them
    std::vector<std::unique_ptr<Listener>> listeners_;
    std::vector<std::unique_ptr<Http1Connection>> connections_;
    std::vector<std::string> unfinished_;
    std::atomic<bool> answers_ = true;
    std::atomic<bool> has_ended_ = false;
    bool has_stand_in_ = false;   // of the caller of `stand_in_for` alone
    bool awaiting_sweep_ = false;
    bool ending_ = false;
    bool ended_ = false;
};

}  // namespace serval::detail

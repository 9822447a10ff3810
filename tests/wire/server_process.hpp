#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace serval::wire {

/** A server in a process of its own, which prints "Listening on http://ADDRESS:PORT" once it does. */
class ServerProcess {
public:
    /** Start `command` (found along PATH) and wait for that line; `handed_in` becomes its descriptor 3.
        @throws std::runtime_error when none comes.
    */
    explicit ServerProcess(const std::vector<std::string>& command, int handed_in = -1);
    /** Kills what has not ended. */
    ~ServerProcess();
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;

    [[nodiscard]] pid_t id() const noexcept { return id_; }
    [[nodiscard]] std::uint16_t port() const noexcept { return port_; }
    /** Ask it to stop: SIGTERM. */
    void terminate() const noexcept;
    /** Return when it has ended: its exit code, or 128 and the signal that ended it. */
    int wait();
    /** The next line that holds `text`; empty when it has ended without one. */
    std::string line_with(std::string_view text);
    /** What it has printed after that line, up to its end. */
    std::string rest();

private:
    ServerProcess() = default;
    std::string next_line();
    void find_port();

    pid_t id_ = -1;
    int output_ = -1;
    std::uint16_t port_ = 0;
};

}  // namespace serval::wire

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <sys/types.h>

namespace serval::test {

/** A redis-server of the test's own, in a directory of its own, on a Unix socket there. */
class RedisServer {
public:
    /** Start it, and return when it takes connections. @param options  As on its command line. @throws std::runtime_error */
    explicit RedisServer(std::vector<std::string> options);
    ~RedisServer();
    RedisServer(const RedisServer&) = delete;
    RedisServer& operator=(const RedisServer&) = delete;

    [[nodiscard]] std::string url() const { return "unix://" + socket(); }
    [[nodiscard]] const std::string& directory() const noexcept { return directory_; }

    /** End it at once: SIGKILL. What it kept is lost. */
    void kill();
    /** Start it again. @throws std::runtime_error */
    void start();
    /** End it, and start it with other options. @throws std::runtime_error */
    void restart_with(std::vector<std::string> options);
    /** Have it do nothing, with its connections open. */
    void freeze() const;
    void thaw() const;

private:
    RedisServer();
    [[nodiscard]] std::string socket() const { return directory_ + "/redis.sock"; }
    void await_readiness() const;

    std::string directory_;
    std::vector<std::string> options_;
    pid_t id_ = -1;
    int output_ = -1;
};

/** A port of loopback that was free a moment ago. */
[[nodiscard]] std::uint16_t free_port();

}  // namespace serval::test

#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace serval::test {

/** A PostgreSQL server of the test's own, in a directory of its own, on a Unix socket there; nothing that it keeps is made safe
    from a power failure. As root it runs as the user `postgres`, whom Debian's package makes.
*/
class PostgresServer {
public:
    /** Make a cluster, start the server, and return when it takes connections. @throws std::runtime_error */
    PostgresServer();
    ~PostgresServer();
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    /** Of its first database. @param rest  What else the URL says: "&connect_timeout=2". */
    [[nodiscard]] std::string url(std::string_view rest = {}) const;

    /** End it at once, as a crash does: what was committed is found again when it starts. */
    void kill();
    /** Start it again. @throws std::runtime_error */
    void start();
    /** Have it, and all that works for it, do nothing, with its connections open. */
    void freeze() const;
    void thaw() const;

private:
    struct Directory;

    void await_readiness() const;
    void signal_all(int signal) const;

    std::unique_ptr<Directory> directory_;
    pid_t id_ = -1;
    int output_ = -1;
};

/** The one that the tests of this program share. */
[[nodiscard]] const PostgresServer& shared_postgres();

}  // namespace serval::test

#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <serval/http/headers.hpp>

namespace serval::wire {

/** A response as it came over the wire. */
struct Reply {
    int status = 0;
    Headers headers;
    std::string body;
    bool closes() const { return headers.find("Connection") == "close"; }
};

/** A client that sends and receives octets as they are, over loopback. It waits at most five seconds for anything. */
class WireClient {
public:
    enum class Kind { plain, tls };

    explicit WireClient(std::uint16_t port, Kind kind = Kind::plain, const char* address = "127.0.0.1");
    /** A client of the Unix socket at `path`. */
    explicit WireClient(const std::string& path);
    ~WireClient();
    WireClient(const WireClient&) = delete;
    WireClient& operator=(const WireClient&) = delete;

    /** False when the server takes no more. */
    bool send(std::string_view octets);
    /** Each octet in a segment of its own. */
    bool send_singly(std::string_view octets);
    void end_sending();
    /** Close so that the server gets a reset. */
    void reset();

    /** The next response, informational ones included; nothing when the server closed or time is out. `to_head` says that no content follows. */
    std::optional<Reply> receive(bool to_head = false);
    /** The next `count` octets as they are. */
    std::optional<std::string> take(std::size_t count);
    /** Everything up to the server's close. */
    std::string receive_all();
    /** True when the server closes without another octet; `was_reset` tells how. */
    bool is_closed();
    /** Whether the connection ended in a reset. */
    [[nodiscard]] bool was_reset() const { return reset_; }
    /** Whether something has arrived, or the server has closed; waits up to `patience`. */
    bool has_input(std::chrono::milliseconds patience);

    /** Whether the server resets the connection, while nothing of what has arrived is read; waits up to `patience`. */
    bool is_cut_off(std::chrono::milliseconds patience);

    /** Return when nobody accepts on `port` any more. */
    static void wait_until_refused(std::uint16_t port);

private:
    struct Tls;
    struct Connected {
        int socket;
    };

    // A client that is made in two steps is ended when the second fails.
    explicit WireClient(Connected connected) noexcept;

    bool fill();
    std::optional<std::string> take_until(std::string_view end);
    std::optional<std::string> take_chunks();

    int socket_ = -1;
    std::unique_ptr<Tls> tls_;
    std::string buffer_;
    bool reset_ = false;
};

/** The status of the answer to a GET of `target`, 0 when there is none. */
[[nodiscard]] int status_of(WireClient& client, const std::string& target);

}  // namespace serval::wire

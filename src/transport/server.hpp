#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <serval/detail/unique_function.hpp>
#include <serval/http/response.hpp>
#include <serval/server/limits.hpp>
#include <serval/server/listen_address.hpp>
#include <serval/server/tls_settings.hpp>

namespace serval {

class Loop;
class Service;
struct Connection;
struct Problem;

/** What a server is told. With TLS: 1.2 and newer, ALPN `http/1.1`. */
struct ServerSettings {
    std::vector<ListenAddress> addresses{ListenAddress{"127.0.0.1", 0}};
    std::vector<int> handed_in;       // listening sockets to accept on in the place of `addresses`; they stay open, and their owner's
    std::optional<TlsSettings> tls;   // for every address
    Limits limits;
    unsigned loops = 1;               // threads, each with a loop of its own

    /** Renders what is refused before the service sees it, on the connection that it came over. Called on every loop, so it must be
        thread-safe; the default writes plain `application/problem+json`. */
    UniqueFunction<void(const Problem&, const Connection&, Response&)> refuse;
    /** Told what an operator should know, such as that descriptors have run out. Thread-safe. */
    UniqueFunction<void(std::string_view)> warn;
};

/** Accepts connections and carries requests to a service, on as many threads as it has loops.

    All members but the constructor are thread-safe, `wait` and `run_until_signalled` for one caller.
*/
class Server {
public:
    /** Bind and listen; nothing is accepted yet. `service` outlives the server.
        @throws std::system_error naming the address that cannot be had; std::runtime_error for a certificate that is of no use.
    */
    Server(ServerSettings settings, Service& service);
    /** As `stop_now` and `wait`. */
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /** Where it listens, with the ports that were found where 0 was asked for. */
    [[nodiscard]] const std::vector<ListenAddress>& addresses() const noexcept;
    [[nodiscard]] std::vector<Loop*> loops() const;

    /** Start the threads. */
    void start();
    /** Accept no more, answer what has begun, cut off what still lasts after `grace`. */
    void stop(std::chrono::milliseconds grace);
    /** Cut everything off. What that cancels has a tenth of a second to end. */
    void stop_now();
    /** Return when every thread has ended. */
    void wait();
    /** `start`, then serve until SIGINT or SIGTERM stops the server, a second one at once. Meanwhile `warn` is told of loops that are held.
        @return What has not ended a second after `grace`, by its origin. With any, the process is to end, and the server
                not to be destroyed: it would wait for them.
    */
    [[nodiscard]] std::vector<std::string> run_until_signalled(std::chrono::milliseconds grace);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace serval

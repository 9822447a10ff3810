#pragma once

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/io_context.hpp>

#include <serval/detail/unique_function.hpp>
#include <serval/tasks/loop.hpp>

#include "transport/endpoint.hpp"
#include "transport/plain_wire.hpp"

namespace serval::detail {

using Acceptor = boost::asio::basic_socket_acceptor<boost::asio::generic::stream_protocol, boost::asio::io_context::executor_type>;

/** What a listener hands over. */
class ListenerUser {
public:
    virtual void accepted(Socket socket, const Endpoint& peer) = 0;
    /** Told once, until a connection has been accepted again. */
    virtual void accepting_failed(const boost::system::error_code& error) = 0;

protected:
    ~ListenerUser() = default;
};

/** Accepts on one loop from one listening socket. */
class Listener {
public:
    Listener(Acceptor acceptor, Loop& loop, ListenerUser& user);

    void start();
    /** Accept what is there already, then close: nobody whose connection the kernel has taken is turned away. */
    void stop();
    void close();

    [[nodiscard]] bool is_open() const { return acceptor_.is_open(); }
    [[nodiscard]] int descriptor() { return acceptor_.native_handle(); }

private:
    void listen();
    void accept_some(int most);
    bool accept_one();
    void pause();

    Acceptor acceptor_;
    Loop& loop_;
    ListenerUser& user_;
    bool waiting_ = false;
    bool pausing_ = false;
    bool failing_ = false;
};

/** A listening, non-blocking socket; `shared` lets other loops listen on the same address.
    @throws std::system_error naming the address.
*/
[[nodiscard]] Acceptor listen_on(const boost::asio::io_context::executor_type& executor, const Endpoint& endpoint, bool shared);

/** Another descriptor of the same listening socket, for this loop: the kernel gives each connection to one of those who share it.
    @throws std::system_error when `descriptor` is no listening stream socket.
*/
[[nodiscard]] Acceptor share_listening(const boost::asio::io_context::executor_type& executor, int descriptor);

}  // namespace serval::detail

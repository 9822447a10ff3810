#pragma once

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <serval/detail/unique_function.hpp>
#include <serval/tasks/loop.hpp>

#include "transport/plain_wire.hpp"

namespace serval::detail {

using Acceptor = boost::asio::basic_socket_acceptor<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;
using Endpoint = boost::asio::ip::tcp::endpoint;

/** What a listener hands over. */
class ListenerUser {
public:
    virtual void accepted(Socket socket, const Endpoint& peer) = 0;
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
};

/** A listening, non-blocking socket; `shared` lets other loops listen on the same address.
    @throws std::system_error naming the address.
*/
[[nodiscard]] Acceptor listen_on(const boost::asio::io_context::executor_type& executor, const Endpoint& endpoint, bool shared);

}  // namespace serval::detail

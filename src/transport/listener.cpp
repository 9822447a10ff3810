#include "transport/listener.hpp"

#include <boost/asio/ip/v6_only.hpp>

#include <cerrno>
#include <limits>
#include <system_error>

#include <fcntl.h>
#include <sys/socket.h>

namespace serval::detail {
namespace {

constexpr int accepted_at_once = 32;   // so that a flood of connections leaves time for those that are there
constexpr std::chrono::milliseconds breather{100};

void share_port(Acceptor& acceptor) {
    const int on = 1;
    ::setsockopt(acceptor.native_handle(), SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
}

void go_non_blocking(Acceptor& acceptor) {
    acceptor.native_non_blocking(true);
    acceptor.non_blocking(true);
}

int socket_option(int descriptor, int option) noexcept {
    int value = -1;
    socklen_t size = sizeof value;
    return ::getsockopt(descriptor, SOL_SOCKET, option, &value, &size) == 0 ? value : -1;
}

}  // namespace

Acceptor listen_on(const boost::asio::io_context::executor_type& executor, const Endpoint& endpoint, bool shared) {
    try {
        Acceptor acceptor{executor};
        acceptor.open(endpoint.protocol());
        const int family = endpoint.protocol().family();
        if (family != AF_UNIX) acceptor.set_option(Acceptor::reuse_address{true});
        if (family == AF_INET6) acceptor.set_option(boost::asio::ip::v6_only{true});
        if (shared) share_port(acceptor);
        acceptor.bind(endpoint);
        acceptor.listen();
        go_non_blocking(acceptor);
        return acceptor;
    } catch (const boost::system::system_error& error) {
        throw std::system_error{error.code(), "cannot listen on " + to_text(address_of(endpoint))};
    }
}

Acceptor share_listening(const boost::asio::io_context::executor_type& executor, int descriptor) {
    const std::string name = "descriptor " + std::to_string(descriptor);
    const bool listens = socket_option(descriptor, SO_ACCEPTCONN) == 1 && socket_option(descriptor, SO_TYPE) == SOCK_STREAM;
    if (!listens) throw std::system_error{ENOTSOCK, std::generic_category(), name + " is no listening stream socket"};
    const int own = ::fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
    if (own < 0) throw std::system_error{errno, std::generic_category(), name + " cannot be shared"};
    Acceptor acceptor{executor, {socket_option(descriptor, SO_DOMAIN), socket_option(descriptor, SO_PROTOCOL)}, own};
    go_non_blocking(acceptor);
    return acceptor;
}

Listener::Listener(Acceptor acceptor, Loop& loop, ListenerUser& user)
    : acceptor_{std::move(acceptor)}, loop_{loop}, user_{user} {}

void Listener::start() { listen(); }

void Listener::stop() {
    accept_some(std::numeric_limits<int>::max());
    close();
}

void Listener::close() {
    boost::system::error_code ignored;
    acceptor_.close(ignored);
}

void Listener::listen() {
    if (waiting_ || pausing_ || !acceptor_.is_open()) return;
    waiting_ = true;
    acceptor_.async_wait(Acceptor::wait_read, [this](const boost::system::error_code& error) {
        waiting_ = false;
        if (error) return;
        accept_some(accepted_at_once);
        listen();
    });
}

void Listener::accept_some(int most) {
    while (acceptor_.is_open() && most-- > 0 && accept_one()) {}
}

bool Listener::accept_one() {
    Endpoint peer;
    boost::system::error_code error;
    Socket socket = acceptor_.accept(peer, error);
    if (!error) {
        failing_ = false;
        user_.accepted(std::move(socket), peer);
        return true;
    }
    namespace failures = boost::asio::error;
    if (error == failures::would_block || error == failures::try_again) return false;
    if (error == failures::connection_aborted || error == failures::interrupted) return true;
    if (!std::exchange(failing_, true)) user_.accepting_failed(error);
    pause();
    return false;
}

void Listener::pause() {
    // Out of descriptors or memory: trying again at once would only keep the loop from freeing some.
    if (std::exchange(pausing_, true)) return;
    loop_.call_after(breather, [this] {
        pausing_ = false;
        listen();
    });
}

}  // namespace serval::detail

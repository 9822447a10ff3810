#include "wire/wire_client.hpp"

#include <cerrno>
#include <charconv>
#include <stdexcept>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace serval::wire {
namespace {

constexpr timeval patience{5, 0};

int connected(const sockaddr_storage& address, socklen_t size) {
    const int made = ::socket(address.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    if (address.ss_family != AF_UNIX) setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    setsockopt(made, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(made, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (::connect(made, reinterpret_cast<const sockaddr*>(&address), size) != 0) {
        ::close(made);
        throw std::runtime_error{"no connection to the server under test"};
    }
    return made;
}

int connect_to(const std::string& path) {
    sockaddr_storage storage{};
    auto& unix_address = reinterpret_cast<sockaddr_un&>(storage);
    unix_address.sun_family = AF_UNIX;
    path.copy(unix_address.sun_path, sizeof unix_address.sun_path - 1);
    return connected(storage, sizeof unix_address);
}

int connect_to(std::uint16_t port, const char* address) {
    sockaddr_storage storage{};
    socklen_t size = sizeof(sockaddr_in);
    auto& v4 = reinterpret_cast<sockaddr_in&>(storage);
    auto& v6 = reinterpret_cast<sockaddr_in6&>(storage);
    if (inet_pton(AF_INET, address, &v4.sin_addr) == 1) {
        v4.sin_family = AF_INET;
        v4.sin_port = htons(port);
    } else {
        inet_pton(AF_INET6, address, &v6.sin6_addr);
        v6.sin6_family = AF_INET6;
        v6.sin6_port = htons(port);
        size = sizeof v6;
    }
    return connected(storage, size);
}

}  // namespace

struct WireClient::Tls {
    Tls() : context{SSL_CTX_new(TLS_client_method())}, session{SSL_new(context)} {
        static constexpr unsigned char protocols[] = "\x08http/1.1";
        SSL_set_alpn_protos(session, protocols, sizeof protocols - 1);
        SSL_set_options(session, SSL_OP_IGNORE_UNEXPECTED_EOF);
    }
    Tls(const Tls&) = delete;
    Tls& operator=(const Tls&) = delete;
    ~Tls() {
        SSL_free(session);
        SSL_CTX_free(context);
    }

    void connect(int socket) const {
        SSL_set_fd(session, socket);
        if (SSL_connect(session) != 1) throw std::runtime_error{"the TLS handshake failed"};
    }

    SSL_CTX* context;
    SSL* session;
};

WireClient::WireClient(Connected connected) noexcept : socket_{connected.socket} {}

WireClient::WireClient(std::uint16_t port, Kind kind, const char* address) : WireClient{Connected{connect_to(port, address)}} {
    if (kind == Kind::plain) return;
    tls_ = std::make_unique<Tls>();
    tls_->connect(socket_);
}

WireClient::WireClient(const std::string& path) : WireClient{Connected{connect_to(path)}} {}

WireClient::~WireClient() {
    tls_.reset();
    if (socket_ >= 0) ::close(socket_);
}

bool WireClient::send(std::string_view octets) {
    while (!octets.empty()) {
        const auto count = tls_ ? SSL_write(tls_->session, octets.data(), static_cast<int>(octets.size()))
                                : ::send(socket_, octets.data(), octets.size(), MSG_NOSIGNAL);
        if (count <= 0) return false;
        octets.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

bool WireClient::send_singly(std::string_view octets) {
    for (std::size_t i = 0; i < octets.size(); ++i) {
        if (!send(octets.substr(i, 1))) return false;
    }
    return true;
}

void WireClient::end_sending() {
    if (tls_) SSL_shutdown(tls_->session);
    ::shutdown(socket_, SHUT_WR);
}

void WireClient::reset() {
    const linger at_once{1, 0};
    setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    ::close(std::exchange(socket_, -1));
}

bool WireClient::has_input(std::chrono::milliseconds patience_) {
    pollfd watched{socket_, POLLIN, 0};
    return ::poll(&watched, 1, static_cast<int>(patience_.count())) > 0;
}

bool WireClient::is_cut_off(std::chrono::milliseconds patience_) {
    pollfd watched{socket_, 0, 0};
    return ::poll(&watched, 1, static_cast<int>(patience_.count())) > 0 && (watched.revents & POLLERR) != 0;
}

void WireClient::wait_until_refused(std::uint16_t port) {
    try {
        while (true) WireClient{port};
    } catch (const std::runtime_error&) {
    }
}

bool WireClient::fill() {
    char room[16384];
    const auto count = tls_ ? SSL_read(tls_->session, room, sizeof room) : ::recv(socket_, room, sizeof room, 0);
    if (count < 0 && errno == ECONNRESET) reset_ = true;
    if (count <= 0) return false;
    buffer_.append(room, static_cast<std::size_t>(count));
    return true;
}

std::optional<std::string> WireClient::take_until(std::string_view end) {
    std::size_t found;
    while ((found = buffer_.find(end)) == std::string::npos) {
        if (!fill()) return std::nullopt;
    }
    return take(found + end.size());
}

std::optional<std::string> WireClient::take(std::size_t count) {
    while (buffer_.size() < count) {
        if (!fill()) return std::nullopt;
    }
    std::string taken = buffer_.substr(0, count);
    buffer_.erase(0, count);
    return taken;
}

std::optional<std::string> WireClient::take_chunks() {
    std::string content;
    while (true) {
        const auto line = take_until("\r\n");
        if (!line) return std::nullopt;
        std::size_t size = 0;
        std::from_chars(line->data(), line->data() + line->size(), size, 16);
        const auto chunk = take(size + 2);
        if (!chunk) return std::nullopt;
        if (size == 0) return content;
        content.append(*chunk, 0, size);
    }
}

std::optional<Reply> WireClient::receive(bool to_head) {
    const auto head = take_until("\r\n\r\n");
    if (!head) return std::nullopt;
    Reply reply;
    reply.status = std::stoi(head->substr(9, 3));
    std::size_t at = head->find("\r\n") + 2;
    for (std::size_t end; (end = head->find("\r\n", at)) != at; at = end + 2) {
        const std::size_t colon = head->find(':', at);
        reply.headers.add(head->substr(at, colon - at), head->substr(colon + 1, end - colon - 1));
    }
    if (to_head || reply.status < 200) return reply;
    std::optional<std::string> content{""};
    if (const auto length = reply.headers.find("Content-Length")) {
        content = take(std::stoul(std::string{*length}));
    } else if (reply.headers.contains("Transfer-Encoding")) {
        content = take_chunks();
    } else if (reply.closes() && reply.status != 204 && reply.status != 304) {
        content = receive_all();
    }
    if (!content) return std::nullopt;
    reply.body = *content;
    return reply;
}

std::string WireClient::receive_all() {
    while (fill()) {}
    return std::exchange(buffer_, {});
}

bool WireClient::is_closed() {
    errno = 0;
    return buffer_.empty() && !fill() && errno != EAGAIN;
}

int status_of(WireClient& client, const std::string& target) {
    client.send("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto reply = client.receive();
    return reply ? reply->status : 0;
}

}  // namespace serval::wire

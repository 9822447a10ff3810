// The least that a server can do: epoll_server [PORT]. One thread, one epoll, one recv and one send for what has come, and always the
// answer that bench_server gives to GET /plaintext. It looks for the ends of heads and reads nothing else: no method, no path, no limit,
// no deadline. What a framework costs above this is its own doing.
#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <unordered_map>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

constexpr std::string_view answer =
    "HTTP/1.1 200 OK\r\n"
    "Date: Thu, 01 Jan 2026 00:00:00 GMT\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n"
    "Content-Length: 13\r\n"
    "\r\n"
    "Hello, World!";

int listen_on(std::uint16_t port) {
    const int listening = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(listening, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listening, SOMAXCONN) != 0) {
        std::perror("epoll_server");
        std::exit(1);
    }
    ::getsockname(listening, reinterpret_cast<sockaddr*>(&address), &size);
    std::printf("Listening on http://127.0.0.1:%d\n", ntohs(address.sin_port));
    std::fflush(stdout);
    return listening;
}

class EpollServer {
public:
    explicit EpollServer(std::uint16_t port) : listening_{listen_on(port)} { watch(listening_); }

    [[noreturn]] void run() {
        std::array<epoll_event, 128> events;
        while (true) {
            const int count = ::epoll_wait(poller_, events.data(), static_cast<int>(events.size()), -1);
            for (int i = 0; i < count; ++i) {
                const int ready = events[static_cast<std::size_t>(i)].data.fd;
                if (ready == listening_) accept_all();
                else serve(ready);
            }
        }
    }

private:
    void watch(int descriptor) const {
        epoll_event event{EPOLLIN | EPOLLET, {.fd = descriptor}};
        ::epoll_ctl(poller_, EPOLL_CTL_ADD, descriptor, &event);
    }

    void accept_all() {
        const int on = 1;
        for (int client; (client = ::accept4(listening_, nullptr, nullptr, SOCK_NONBLOCK)) >= 0;) {
            ::setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            watch(client);
        }
    }

    void serve(int client) {
        const auto count = ::recv(client, room_.data(), room_.size(), 0);
        if (count <= 0) return end(client);
        const std::string_view input = with_rest(client, {room_.data(), static_cast<std::size_t>(count)});
        std::size_t at = 0;
        output_.clear();
        for (std::size_t end; (end = input.find("\r\n\r\n", at)) != std::string_view::npos; at = end + 4) output_ += answer;
        if (at < input.size()) rests_[client] = input.substr(at);
        if (::send(client, output_.data(), output_.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(output_.size())) end(client);
    }

    /** What has come after what was left over. */
    std::string_view with_rest(int client, std::string_view arrived) {
        const auto rest = rests_.empty() ? rests_.end() : rests_.find(client);
        if (rest == rests_.end()) return arrived;
        whole_ = rest->second.append(arrived);
        rests_.erase(rest);
        return whole_;
    }

    void end(int client) {
        rests_.erase(client);
        ::close(client);
    }

    int poller_ = ::epoll_create1(0);
    int listening_;
    std::array<char, 65536> room_;
    std::string output_;
    std::string whole_;
    std::unordered_map<int, std::string> rests_;   // of heads that came in pieces
};

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGTERM, [](int) { std::_Exit(0); });
    EpollServer{static_cast<std::uint16_t>(argc > 1 ? std::atoi(argv[1]) : 0)}.run();
}

#include "unit/redis/scripted_redis.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <utility>

namespace serval::test {
namespace {

/** Whether there is something to be had from `socket`, which may be its end. */
bool has_input(int socket, const std::stop_token& stop) {
    pollfd wanted{socket, POLLIN, 0};
    while (!stop.stop_requested()) {
        if (::poll(&wanted, 1, 10) > 0) return true;
    }
    return false;
}

}  // namespace

ScriptedRedis::ScriptedRedis(std::vector<std::string> answers)
    : answers_{std::move(answers)}, thread_{[this](const std::stop_token& stop) { serve(stop); }} {}

ScriptedRedis::~ScriptedRedis() = default;

void ScriptedRedis::serve(std::stop_token stop) const {
    while (has_input(listening_.socket(), stop)) {
        const int socket = ::accept4(listening_.socket(), nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0) continue;
        converse(stop, socket);
        ::close(socket);
    }
}

void ScriptedRedis::converse(std::stop_token stop, int socket) const {
    char room[4096];
    for (std::size_t i = 0; has_input(socket, stop) && ::recv(socket, room, sizeof room, 0) > 0; ++i) {
        if (i < answers_.size()) ::send(socket, answers_[i].data(), answers_[i].size(), MSG_NOSIGNAL);
    }
}

}  // namespace serval::test

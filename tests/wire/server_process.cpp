#include "wire/server_process.hpp"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace serval::wire {
namespace {

pid_t spawn(const std::vector<std::string>& command, int output, int handed_in) {
    std::vector<char*> arguments;
    for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_addclose(&actions, output);
    if (handed_in >= 0) posix_spawn_file_actions_adddup2(&actions, handed_in, 3);
    pid_t id = -1;
    const int error = posix_spawnp(&id, arguments.front(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(output);
    if (error != 0) throw std::system_error{error, std::generic_category(), "cannot start " + command.front()};
    return id;
}

}  // namespace

// Made in two steps, so that what is begun is ended when the second fails.
ServerProcess::ServerProcess(const std::vector<std::string>& command, int handed_in) : ServerProcess{} {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::system_error{errno, std::generic_category(), "pipe2"};
    output_ = ends[0];
    id_ = spawn(command, ends[1], handed_in);
    find_port();
}

ServerProcess::~ServerProcess() {
    if (id_ > 0) {
        ::kill(id_, SIGKILL);
        wait();
    }
    if (output_ >= 0) ::close(output_);
}

void ServerProcess::find_port() {
    static constexpr std::string_view announcement = "Listening on http://";
    const std::string line = line_with(announcement);
    if (line.empty()) throw std::runtime_error{"the server under test has ended without listening"};
    port_ = static_cast<std::uint16_t>(std::atoi(line.c_str() + line.rfind(':') + 1));
}

std::string ServerProcess::line_with(std::string_view text) {
    while (true) {
        std::string line = next_line();
        if (line.empty() || line.find(text) != std::string::npos) return line;
    }
}

std::string ServerProcess::next_line() {
    std::string line;
    char octet;
    while (::read(output_, &octet, 1) == 1) {
        line += octet;
        if (octet == '\n') break;
    }
    return line;
}

std::string ServerProcess::rest() {
    std::string text;
    char room[4096];
    for (ssize_t count; (count = ::read(output_, room, sizeof room)) > 0;) text.append(room, static_cast<std::size_t>(count));
    return text;
}

void ServerProcess::terminate() const noexcept { ::kill(id_, SIGTERM); }

int ServerProcess::wait() {
    int status = 0;
    while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {}
    id_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace serval::wire

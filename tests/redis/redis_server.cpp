#include "redis/redis_server.hpp"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <system_error>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "wire/listening.hpp"

namespace serval::test {
namespace {

std::string make_directory() {
    std::string path = (std::filesystem::temp_directory_path() / "serval-redis-XXXXXX").string();
    if (::mkdtemp(path.data()) == nullptr) throw std::system_error{errno, std::generic_category(), "mkdtemp"};
    return path;
}

/** In the process that is to become the server. It goes with the test, however that ends. */
[[noreturn]] void become(char* const* command, int output) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::dup2(output, STDOUT_FILENO);
    ::execvp(command[0], command);
    ::_exit(127);
}

pid_t spawn(const std::vector<std::string>& command, int output) {
    std::vector<char*> arguments;
    for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    const pid_t id = ::fork();
    if (id == 0) become(arguments.data(), output);
    if (id < 0) throw std::system_error{errno, std::generic_category(), "fork"};
    return id;
}

}  // namespace

RedisServer::RedisServer() : directory_{make_directory()} {}

// Made in two steps, so that what is begun is ended when the second fails.
RedisServer::RedisServer(std::vector<std::string> options) : RedisServer{} {
    options_ = std::move(options);
    start();
}

RedisServer::~RedisServer() {
    kill();
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
}

void RedisServer::start() {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::system_error{errno, std::generic_category(), "pipe2"};
    std::vector<std::string> command{"redis-server", "--port", "0", "--unixsocket", socket(), "--dir", directory_, "--save", "", "--appendonly", "no"};
    command.insert(command.end(), options_.begin(), options_.end());
    output_ = ends[0];
    id_ = spawn(command, ends[1]);
    ::close(ends[1]);
    await_readiness();
}

void RedisServer::restart_with(std::vector<std::string> options) {
    kill();
    options_ = std::move(options);
    start();
}

void RedisServer::await_readiness() const {
    std::string text;
    char room[4096];
    while (text.find("ready to accept connections at " + socket()) == std::string::npos) {
        const ssize_t count = ::read(output_, room, sizeof room);
        if (count <= 0) throw std::runtime_error{"redis-server has not started: " + text};
        text.append(room, static_cast<std::size_t>(count));
    }
}

void RedisServer::kill() {
    if (id_ < 0) return;
    ::kill(id_, SIGKILL);
    while (::waitpid(id_, nullptr, 0) < 0 && errno == EINTR) {}
    ::close(output_);
    id_ = -1;
}

void RedisServer::freeze() const { ::kill(id_, SIGSTOP); }
void RedisServer::thaw() const { ::kill(id_, SIGCONT); }

std::uint16_t free_port() { return wire::Listening{}.port(); }

}  // namespace serval::test

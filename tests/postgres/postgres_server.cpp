#include "postgres/postgres_server.hpp"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <system_error>

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace serval::test {
namespace {

[[noreturn]] void fail(const char* what) { throw std::system_error{errno, std::generic_category(), what}; }

/** Whom the server runs as: PostgreSQL refuses root. */
const passwd* server_user() {
    if (::geteuid() != 0) return nullptr;
    const passwd* const user = ::getpwnam("postgres");
    if (user == nullptr) throw std::runtime_error{"there is no user \"postgres\" for PostgreSQL to run as"};
    return user;
}

/** In the process that is to become another program. It goes with the test, however that ends. */
[[noreturn]] void become(char* const* command, const passwd* user, int output) {
    const bool is_user = user == nullptr || (::setgroups(0, nullptr) == 0 && ::setgid(user->pw_gid) == 0 && ::setuid(user->pw_uid) == 0);
    ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(output, STDERR_FILENO);
    if (is_user && ::chdir("/") == 0) ::execv(command[0], command);
    ::_exit(127);
}

pid_t spawn(const std::vector<std::string>& command, int output) {
    std::vector<char*> arguments;
    for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    const passwd* const user = server_user();
    const pid_t id = ::fork();
    if (id == 0) become(arguments.data(), user, output);
    if (id < 0) fail("fork");
    return id;
}

int end_of(pid_t id) {
    int status = 0;
    while (::waitpid(id, &status, 0) < 0 && errno == EINTR) {}
    return status;
}

/** A program's output, to be read while it runs. */
struct Pipe {
    int read = -1;
    int write = -1;

    Pipe() {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0) fail("pipe2");
        read = ends[0];
        write = ends[1];
    }
};

/** Read on; false at the end. */
bool read_some(int input, std::string& text) {
    char room[4096];
    const ssize_t count = ::read(input, room, sizeof room);
    if (count > 0) text.append(room, static_cast<std::size_t>(count));
    return count > 0;
}

std::string program(std::string_view name) {
    std::string path = SERVAL_POSTGRES_PROGRAMS "/";
    path += name;
    return path;
}

std::string percent_encoded(std::string_view path) {
    std::string encoded;
    for (const char c : path) {
        if (c == '/') encoded += "%2F";
        else encoded += c;
    }
    return encoded;
}

}  // namespace

struct PostgresServer::Directory {
    Directory() {
        if (::mkdtemp(path.data()) == nullptr) fail("mkdtemp");
        if (const passwd* const user = server_user(); user != nullptr && ::chown(path.c_str(), user->pw_uid, user->pw_gid) != 0) fail("chown");
    }
    ~Directory() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    Directory(const Directory&) = delete;
    Directory& operator=(const Directory&) = delete;

    [[nodiscard]] std::string data() const { return path + "/data"; }

    void initialize() const {
        const Pipe pipe;
        const pid_t id = spawn({program("initdb"), "-D", data(), "-U", "serval", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8",
                                "--no-sync", "--no-instructions"},
                               pipe.write);
        ::close(pipe.write);
        std::string text;
        while (read_some(pipe.read, text)) {}
        ::close(pipe.read);
        if (end_of(id) != 0) throw std::runtime_error{"initdb has failed: " + text};
    }

    std::string path = (std::filesystem::temp_directory_path() / "serval-postgres-XXXXXX").string();
};

PostgresServer::PostgresServer() : directory_{std::make_unique<Directory>()} {
    directory_->initialize();
    start();
}

PostgresServer::~PostgresServer() { kill(); }

std::string PostgresServer::url(std::string_view rest) const {
    return "postgresql://serval@/postgres?host=" + percent_encoded(directory_->path) + std::string{rest};
}

void PostgresServer::start() {
    const Pipe pipe;
    output_ = pipe.read;
    // Of its log only what it says of itself, so that the pipe, which nobody reads on, does not fill.
    id_ = spawn({program("postgres"), "-D", directory_->data(), "-k", directory_->path, "-F", "-c", "listen_addresses=", "-c",
                 "log_min_messages=log", "-c", "log_checkpoints=off", "-c", "autovacuum=off", "-c", "lc_messages=C", "-c",
                 "deadlock_timeout=20ms", "-c", "max_connections=60", "-c", "max_wal_senders=0"},
                pipe.write);
    ::close(pipe.write);
    await_readiness();
}

void PostgresServer::await_readiness() const {
    std::string text;
    while (text.find("ready to accept connections") == std::string::npos) {
        if (!read_some(output_, text)) throw std::runtime_error{"postgres has not started: " + text};
    }
}

void PostgresServer::kill() {
    if (id_ < 0) return;
    ::kill(id_, SIGQUIT);   // "immediate": SIGKILL would leave those who work for it alive, and keep the next one from starting
    end_of(id_);
    ::close(output_);
    id_ = -1;
}

void PostgresServer::signal_all(int signal) const {
    ::kill(id_, signal);
    const std::string id = std::to_string(id_);
    std::ifstream children{"/proc/" + id + "/task/" + id + "/children"};
    for (pid_t child = 0; children >> child;) ::kill(child, signal);
}

void PostgresServer::freeze() const { signal_all(SIGSTOP); }
void PostgresServer::thaw() const { signal_all(SIGCONT); }

const PostgresServer& shared_postgres() {
    static const PostgresServer server;
    return server;
}

}  // namespace serval::test

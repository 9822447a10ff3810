#include <csignal>
#include <cstdio>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <fcntl.h>
#include <serval/json.hpp>

#include "postgres/postgres_server.hpp"
#include "redis/redis_server.hpp"
#include "wire/wire_client.hpp"

using namespace serval;

namespace {

/** A process of examples/accounts, beside others on the same databases. */
class Accounts {
public:
    Accounts(const std::string& postgres, const std::string& redis) {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error{"no pipe"};
        const char* const command[] = {SERVAL_ACCOUNTS, "--listen", "127.0.0.1:0", "--threads", "1", "--workers", "4", "--log-level", "error",
                                       "--postgres", postgres.c_str(), "--redis", redis.c_str(),
                                       "--secret-key", "thirty-two octets, the same for both", "--staff-password", "the keeper of the keys", nullptr};
        id_ = ::fork();
        if (id_ == 0) become(command, ends[1]);
        ::close(ends[1]);
        output_ = ends[0];
        await_port();
    }
    ~Accounts() {
        ::kill(id_, SIGTERM);
        ::waitpid(id_, nullptr, 0);
        ::close(output_);
    }
    Accounts(const Accounts&) = delete;
    Accounts& operator=(const Accounts&) = delete;

    /** The answer, whose body is "null" where it is empty. */
    [[nodiscard]] wire::Reply ask(const std::string& method, const std::string& target, const std::string& token = "", const Json& body = nullptr) const {
        std::string request = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n";
        if (!token.empty()) request += "Authorization: Bearer " + token + "\r\n";
        const std::string content = body.is_null() ? "" : body.dump();
        if (!content.empty()) request += "Content-Type: application/json\r\n";
        request += "Content-Length: " + std::to_string(content.size()) + "\r\n\r\n" + content;
        wire::WireClient client{port_};
        client.send(request);
        return client.receive().value();
    }

private:
    [[noreturn]] static void become(const char* const* command, int output) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::dup2(output, STDOUT_FILENO);
        ::execv(command[0], const_cast<char* const*>(command));
        ::_exit(127);
    }

    void await_port() {
        std::string text;
        char room[256];
        while (text.find('\n') == std::string::npos) {
            const ssize_t count = ::read(output_, room, sizeof room);
            if (count <= 0) throw std::runtime_error{"the example has not started: " + text};
            text.append(room, static_cast<std::size_t>(count));
        }
        port_ = static_cast<std::uint16_t>(std::stoi(text.substr(text.rfind(':') + 1)));
    }

    pid_t id_ = -1;
    int output_ = -1;
    std::uint16_t port_ = 0;
};

/** Two of them, who share everything. */
struct Club {
    test::PostgresServer postgres;
    test::RedisServer redis{{}};
    Accounts first{postgres.url(), redis.url()};
    Accounts second{postgres.url(), redis.url()};
};

const Json ada{{"username", "ada"}, {"password", "a horse on the stairs"}};
const Json keeper{{"username", "keeper"}, {"password", "the keeper of the keys"}};

/** An access and a refresh token, by the names that the answer has for them. */
Json log_in(const Accounts& at, const Json& who) {
    const auto reply = at.ask("POST", "/auth/login", "", who);
    REQUIRE(reply.status == 200);
    return Json::parse(reply.body);
}

Json read(const wire::Reply& reply) { return Json::parse(reply.body); }

}  // namespace

TEST_CASE("two processes that share a PostgreSQL and a Redis are one API", "[postgres]") {
    const Club club;
    const Accounts& first = club.first;
    const Accounts& second = club.second;

    // Who registers at one logs in at the other, and is believed by both.
    REQUIRE(first.ask("POST", "/account/register", "", ada).status == 201);
    CHECK(second.ask("POST", "/account/register", "", ada).status == 400);
    const Json tokens = log_in(second, ada);
    REQUIRE(first.ask("POST", "/notes", tokens["access"], {{"text", "Water the ferns."}}).status == 201);
    CHECK(read(second.ask("GET", "/notes", tokens["access"]))[0]["text"] == "Water the ferns.");

    // A refresh token is used once, wherever.
    const auto refreshed = first.ask("POST", "/auth/refresh", "", {{"refresh", tokens["refresh"]}});
    REQUIRE(refreshed.status == 200);
    CHECK(second.ask("POST", "/auth/refresh", "", {{"refresh", tokens["refresh"]}}).status == 401);

    // Who is logged out everywhere at one is logged out at the other.
    REQUIRE(first.ask("POST", "/auth/logout-all", tokens["access"]).status == 204);
    CHECK(second.ask("POST", "/auth/refresh", "", {{"refresh", read(refreshed)["refresh"]}}).status == 401);

    // What one has cached the other answers, and what one evicts both forget.
    CHECK(first.ask("GET", "/announcements").headers.find("Age") == std::nullopt);
    CHECK(second.ask("GET", "/announcements").headers.find("Age") != std::nullopt);
    const Json keys = log_in(first, keeper);
    REQUIRE(second.ask("PUT", "/members/ada/rights", keys["access"], {{"roles", {"editor"}}}).status == 200);
    const Json editor = log_in(first, ada);
    REQUIRE(second.ask("POST", "/announcements", editor["access"], {{"title", "Closed"}, {"text", "On Monday."}}).status == 201);
    CHECK(read(first.ask("GET", "/announcements")).size() == 1);
}

TEST_CASE("a throttle and a lock count what both processes were asked", "[postgres]") {
    const Club club;
    const Json keys = log_in(club.first, keeper);
    int answered = 0;
    for (int i = 0; i < 40; ++i) {
        answered += club.first.ask("GET", "/notes", keys["access"]).status == 200;
        answered += club.second.ask("GET", "/notes", keys["access"]).status == 200;
    }
    CHECK(answered == 60);

    const Json guess{{"username", "keeper"}, {"password", "a guess of somebody's"}};
    for (int i = 0; i < 10; ++i) CHECK((i % 2 == 0 ? club.first : club.second).ask("POST", "/auth/login", "", guess).status == 401);
    CHECK(club.first.ask("POST", "/auth/login", "", keeper).status == 429);
    CHECK(club.second.ask("POST", "/auth/login", "", keeper).status == 429);
}

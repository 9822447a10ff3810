// Where a server may listen: Unix sockets, and sockets that somebody else has opened.
#include <catch2/catch.hpp>

#include "wire/listening.hpp"
#include "wire/running_server.hpp"
#include "wire/wire_client.hpp"

#include <filesystem>
#include <fstream>
#include <system_error>

#include <unistd.h>

using namespace serval;
using namespace serval::wire;

namespace {

const std::string get_x = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";

/** A folder that is gone at the end of the scope, with the path of a socket in it. */
class Folder {
public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "serval-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::system_error{errno, std::generic_category(), name};
        path_ = name;
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    [[nodiscard]] std::string socket() const { return path_ / "app.sock"; }

private:
    std::filesystem::path path_;
};

ServerSettings at(const std::string& path) {
    ServerSettings settings;
    settings.addresses = {{"unix:" + path, 0}};
    return settings;
}

void expect_answer(WireClient& client) {
    client.send(get_x);
    const auto reply = client.receive();
    REQUIRE(reply);
    CHECK(reply->body == "/x");
}

ServerSettings with_loops(ServerSettings settings, unsigned loops) {
    settings.loops = loops;
    return settings;
}

}  // namespace

TEST_CASE("a Unix socket is served like any address", "[wire]") {
    const unsigned loops = GENERATE(1U, 2U);
    const Folder folder;
    FunctionService service{[](Exchange& exchange) {
        const Connection& ends = exchange.request.connection();
        exchange.response = Response::text(ends.remote_address + " " + ends.local_address);
    }};
    ServerSettings settings = with_loops(at(folder.socket()), loops);
    settings.limits.connections_per_address = 1;   // its clients have no address that could be counted
    RunningServer server{service, std::move(settings)};
    CHECK(server.server().addresses().front() == ListenAddress{"unix:" + folder.socket(), 0});
    WireClient first{folder.socket()};
    WireClient second{folder.socket()};
    for (WireClient* client : {&first, &second}) {
        client->send(get_x);
        const auto reply = client->receive();
        REQUIRE(reply);
        CHECK(reply->body == "unix: unix:" + folder.socket());
    }
}

TEST_CASE("a Unix socket is removed by the server that made it", "[wire]") {
    const Folder folder;
    FunctionService service{echo};
    { RunningServer server{service, at(folder.socket())}; }
    CHECK_FALSE(std::filesystem::exists(folder.socket()));
}

TEST_CASE("a Unix socket that nobody listens on any more is taken over", "[wire]") {
    const Folder folder;
    FunctionService service{echo};
    {
        RunningServer deserting{service, at(folder.socket())};
        std::filesystem::rename(folder.socket(), folder.socket() + ".kept");
    }
    std::filesystem::rename(folder.socket() + ".kept", folder.socket());
    RunningServer server{service, at(folder.socket())};
    WireClient client{folder.socket()};
    expect_answer(client);
}

TEST_CASE("a path that is in use is left alone", "[wire]") {
    const Folder folder;
    FunctionService service{echo};
    SECTION("by another server") {
        RunningServer first{service, at(folder.socket())};
        CHECK_THROWS_WITH((Server{at(folder.socket()), service}), Catch::Contains(folder.socket()));
        WireClient client{folder.socket()};
        expect_answer(client);
    }
    SECTION("by a file") {
        std::ofstream{folder.socket()} << "kept";
        CHECK_THROWS_WITH((Server{at(folder.socket()), service}), Catch::Contains(folder.socket()));
        CHECK(std::filesystem::file_size(folder.socket()) == 4);
    }
}

TEST_CASE("a socket that was handed in is served, and outlives the server", "[wire]") {
    const unsigned loops = GENERATE(1U, 2U);
    const Listening listening;
    FunctionService service{echo};
    std::optional<WireClient> between;
    for (int i = 0; i < 2; ++i) {
        ServerSettings settings;
        settings.handed_in = {listening.socket()};
        RunningServer server{service, with_loops(std::move(settings), loops)};
        CHECK(server.port() == listening.port());
        WireClient client{listening.port()};
        expect_answer(client);
        if (between) CHECK(between->receive());   // it has waited for this server
        server.server().stop_now();
        server.server().wait();
        between.emplace(listening.port());
        between->send(get_x);
    }
}

TEST_CASE("a descriptor that is no listening socket is refused with its number", "[wire]") {
    FunctionService service{echo};
    ServerSettings settings;
    settings.handed_in = {STDIN_FILENO};
    CHECK_THROWS_WITH((Server{std::move(settings), service}), Catch::Contains("descriptor 0"));
}

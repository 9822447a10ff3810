// A server in a process of its own, which SIGTERM stops while it is busy.
#include <catch2/catch.hpp>

#include "wire/server_process.hpp"
#include "wire/wire_client.hpp"

#include <future>
#include <latch>

using namespace serval::wire;

namespace {

const std::string begun = "GET /plaintext HTTP/1.1\r\nHo";
const std::string ended = "st: a\r\n\r\n";

/** True when every request that has begun is answered whole, up to an answer which says that it is the last.

    The end of each request is sent together with the beginning of the next: whenever an answer is there, the server has
    read octets of another request, and owes its answer whatever happens.
*/
bool is_answered_throughout(std::uint16_t port, std::latch& busy) {
    WireClient client{port};
    client.send(begun);
    for (int answers = 0;; ++answers) {
        if (answers == 50) busy.count_down();
        client.send(ended + begun);
        const auto reply = client.receive();
        const bool whole = reply && reply->status == 200 && reply->body == "Hello, World!";
        if (whole && !reply->closes()) continue;
        if (answers < 50) busy.count_down();   // too early: nobody must wait for it
        return whole && client.is_closed() && !client.was_reset();
    }
}

}  // namespace

TEST_CASE("a process that SIGTERM stops under load answers all it has begun to read, and exits with 0", "[wire]") {
    constexpr int clients = 8;
    ServerProcess process{{SERVAL_BENCH_SERVER, "0", "2"}};
    std::latch busy{clients};
    std::vector<std::future<bool>> all;
    for (int i = 0; i < clients; ++i) {
        all.push_back(std::async(std::launch::async, [&] { return is_answered_throughout(process.port(), busy); }));
    }
    busy.wait();
    process.terminate();
    for (auto& client : all) CHECK(client.get());
    CHECK(process.wait() == 0);
}

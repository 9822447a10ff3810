// A connection over a wire whose every try is the test's own: orders of events that a network brings about once in a thousand times.
#include <catch2/catch.hpp>

#include "transport/http1_connection.hpp"
#include "transport/io_loop.hpp"
#include "wire/running_server.hpp"

#include <algorithm>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <utility>

using namespace serval;
using namespace serval::wire;

namespace {

/** Has one piece of input, and takes of what is written as much as it is told. */
class ScriptedWire final : public detail::Wire {
public:
    struct Script {
        std::string input;                    // what the next read has
        std::deque<std::size_t> takes;        // of the next writes; 0: none now; all, when the script is at its end
        std::string written;
        bool awaits_readable = false;
        bool awaits_writable = false;
    };

    explicit ScriptedWire(Script& script) : script_{script} {}

    Moved read(std::span<char> room) override {
        if (script_.input.empty()) return {State::later};
        const std::size_t count = script_.input.copy(room.data(), room.size());
        script_.input.erase(0, count);
        return {State::some, count};
    }

    Moved write(std::string_view octets) override {
        std::size_t count = octets.size();
        if (!script_.takes.empty()) {
            count = std::min(count, script_.takes.front());
            script_.takes.pop_front();
        }
        if (count == 0) return {State::later};
        script_.written += octets.substr(0, count);
        return {State::some, count};
    }

    void await_readable() override { script_.awaits_readable = true; }
    void await_writable() override { script_.awaits_writable = true; }
    void end_sending() noexcept override {}
    void close(Close) noexcept override {}

    void tell_who_waits() {
        if (std::exchange(script_.awaits_readable, false)) user_->readable();
        if (std::exchange(script_.awaits_writable, false)) user_->writable();
    }

private:
    Script& script_;
};

/** A connection over the script, whose requests `answer` answers. */
class ScriptedConnection {
public:
    ScriptedConnection(ScriptedWire::Script& script, FunctionService::Function answer) : script_{script}, service_{std::move(answer)} {
        auto wire = std::make_unique<ScriptedWire>(script);
        wire_ = wire.get();
        connection_.emplace(std::move(wire), Connection{}, detail::Admission::Ticket{}, context_);
        connection_->start();
    }

    /** Let the client send, and take whatever it is offered from then on. */
    void receive(std::string input) {
        script_.input = std::move(input);
        wire_->tell_who_waits();
        while (script_.awaits_writable) wire_->tell_who_waits();
    }

private:
    static ServerSettings silent() {
        ServerSettings settings;
        settings.refuse = [](const Problem&, const Connection&, Response&) {};
        settings.warn = [](std::string_view) {};
        return settings;
    }

    ScriptedWire::Script& script_;
    FunctionService service_;
    IoLoop loop_;
    ServerSettings settings_ = silent();
    detail::LoopContext context_{loop_, service_, settings_};
    ScriptedWire* wire_;
    std::optional<detail::Http1Connection> connection_;
};

constexpr std::size_t large = 40 * 1024;   // two of that are as much as is gathered

class Pieces final : public ContentSource {
public:
    Pull pull(std::string& out, ContentSink&) override { return out.append(large, 'x'), --left_ == 0 ? Pull::end : Pull::more; }

private:
    int left_ = 4;
};

}  // namespace

// The first write finds no room, and the second, a moment later, finds all there is.

TEST_CASE("a client that takes its answers just when the server gives up on it gets all of them", "[wire]") {
    ScriptedWire::Script script;
    ScriptedConnection connection{script, [](Exchange& exchange) { exchange.response = Response::text(std::string(large, 'x')); }};
    script.takes = {0};
    std::string all;
    for (int i = 0; i < 6; ++i) all += "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    connection.receive(all);
    CHECK(script.written.size() > 6 * large);
}

TEST_CASE("a client that takes a stream's pieces just when the server gives up on it gets all of them", "[wire]") {
    ScriptedWire::Script script;
    ScriptedConnection connection{script, [](Exchange& exchange) {
        exchange.response = Response::stream(std::make_unique<Pieces>(), "text/plain");
    }};
    script.takes = {0};
    connection.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(script.written.size() > 4 * large);
    CHECK(script.written.ends_with("\r\n0\r\n\r\n"));
}

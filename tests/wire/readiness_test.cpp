#include "transport/readiness.hpp"

#include <catch2/catch.hpp>

#include <memory>
#include <string>

#include <sys/socket.h>
#include <unistd.h>

#include "transport/io_loop.hpp"
#include "transport/plain_wire.hpp"

using namespace serval;
using namespace serval::detail;

namespace {

/** A wire with its peer in hand, on a loop that runs as far as there is something to do. */
class Scene final : WireUser {
public:
    Scene() {
        int ends[2];
        REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0);
        peer_ = ends[0];
        wire = std::make_unique<PlainWire>(Socket{loop_.executor(), {AF_UNIX, 0}, ends[1]}, readiness_);
        wire->set_user(*this);
    }
    ~Scene() {
        hang_up();
        wire.reset();
    }

    void say(std::string_view text) const { REQUIRE(::send(peer_, text.data(), text.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(text.size())); }
    std::size_t hear() const {
        char room[1 << 16];
        const auto count = ::recv(peer_, room, sizeof room, MSG_DONTWAIT);
        return count > 0 ? static_cast<std::size_t>(count) : 0;
    }
    void hang_up() { ::close(std::exchange(peer_, -1)); }
    void settle() {
        readiness_.start();
        while (loop_.poll() != 0) {}
    }

    std::unique_ptr<PlainWire> wire;
    int readable_calls = 0;
    int writable_calls = 0;

private:
    void readable() noexcept override { ++readable_calls; }
    void writable() noexcept override { ++writable_calls; }

    IoLoop loop_;
    Readiness readiness_{loop_.executor()};
    int peer_ = -1;
};

Wire::Moved read(Wire& wire, std::size_t most = 4096) {
    char room[4096];
    return wire.read({room, most});
}

}  // namespace

TEST_CASE("whoever waits to read is called once for what comes, and again only when they wait again", "[transport]") {
    Scene scene;
    scene.wire->await_readable();
    scene.settle();
    CHECK(scene.readable_calls == 0);
    scene.say("one");
    scene.settle();
    scene.say("two");
    scene.settle();
    CHECK(scene.readable_calls == 1);
    scene.wire->await_readable();
    scene.settle();
    CHECK(scene.readable_calls == 2);
    CHECK(read(*scene.wire).count == 6);
    scene.wire->await_readable();
    scene.settle();
    CHECK(scene.readable_calls == 2);
}

TEST_CASE("what was left unread is told of without anything new", "[transport]") {
    Scene scene;
    scene.wire->await_readable();
    scene.say("three");
    scene.settle();
    CHECK(read(*scene.wire, 2).count == 2);
    scene.wire->await_readable();
    scene.settle();
    CHECK(scene.readable_calls == 2);
}

TEST_CASE("a peer that hangs up right after its last words is heard to the end", "[transport]") {
    Scene scene;
    scene.wire->await_readable();
    scene.say("last words");
    scene.hang_up();
    scene.settle();
    CHECK(read(*scene.wire).count == 10);   // all there is, but not the end
    scene.wire->await_readable();
    scene.settle();
    CHECK(scene.readable_calls == 2);
    CHECK(read(*scene.wire).state == Wire::State::ended);
}

TEST_CASE("a hang-up between two waits is told", "[transport]") {
    Scene scene;
    scene.wire->await_readable();
    scene.say("words");
    scene.settle();
    CHECK(read(*scene.wire).count == 5);
    scene.hang_up();
    scene.wire->await_readable();
    scene.settle();
    CHECK(scene.readable_calls == 2);
    CHECK(read(*scene.wire).state == Wire::State::ended);
}

TEST_CASE("whoever waits to write is called when the peer has made room", "[transport]") {
    Scene scene;
    const std::string much(1 << 16, 'x');
    while (scene.wire->write(much).state == Wire::State::some) {}
    scene.wire->await_writable();
    scene.settle();
    CHECK(scene.writable_calls == 0);
    while (scene.hear() != 0) {}
    scene.settle();
    CHECK(scene.writable_calls == 1);
    CHECK(scene.wire->write("more").state == Wire::State::some);
}

TEST_CASE("whoever waits while the wire is closed is called all the same, and not within the call", "[transport]") {
    Scene scene;
    scene.wire->await_readable();
    scene.wire->await_writable();
    scene.wire->close(Wire::Close::orderly);
    CHECK(scene.readable_calls == 0);
    scene.settle();
    CHECK(scene.readable_calls == 1);
    CHECK(scene.writable_calls == 1);
    scene.settle();
    CHECK(scene.readable_calls == 1);
}

TEST_CASE("a wire that is destroyed is not told any more", "[transport]") {
    Scene scene;
    scene.say("unheard");
    scene.wire->await_readable();
    scene.settle();
    scene.wire->await_readable();   // due at once
    scene.wire.reset();
    scene.settle();
    CHECK(scene.readable_calls == 1);
}

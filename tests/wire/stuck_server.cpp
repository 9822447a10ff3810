// A server with handlers that never end, each in its way; its arguments are the settings of any Serval program.
#include <serval/serval.hpp>
#include <serval/tasks/shielded.hpp>

#include <atomic>

#include <unistd.h>

using namespace serval;
using namespace std::chrono_literals;

namespace {

struct Answer {
    std::string text;
};

std::atomic<bool> begun = false;

Answer stick() {
    begun = true;
    while (true) ::pause();
}

Task<Answer> sleep_long() {
    begun = true;
    co_await sleep_for(1h);
    co_return Answer{"awake"};
}

Task<void> sleep_on() { co_await sleep_for(1h); }

Task<Answer> never_listen() {
    begun = true;
    co_await shielded(sleep_on());
    co_return Answer{"awake"};
}

Task<Answer> wake_and_stick() {
    co_await sleep_for(1ms);
    co_return stick();
}

App make_app(Settings settings) {
    App app{std::move(settings)};
    app.get<"/stuck">(stick).blocking();
    app.get<"/held">(stick);
    app.get<"/held-later">(wake_and_stick);
    app.get<"/asleep">(sleep_long);
    app.get<"/stubborn">(never_listen);
    app.get<"/begun">([]() -> std::optional<Answer> {
        if (!begun) return std::nullopt;
        return Answer{"begun"};
    });
    app.get<"/quick">([] { return Answer{"quick"}; });
    return app;
}

}  // namespace

int main(int argc, char** argv) { return run(argc, argv, make_app); }

// A server with a handler that never returns; its arguments are the settings of any Serval program.
#include <serval/serval.hpp>

#include <atomic>

#include <unistd.h>

using namespace serval;

namespace {

struct Answer {
    std::string text;
};

std::atomic<bool> begun = false;

App make_app(Settings settings) {
    App app{std::move(settings)};
    app.get<"/stuck">([]() -> Answer {
           begun = true;
           while (true) ::pause();
       }).blocking();
    app.get<"/begun">([]() -> std::optional<Answer> {
        if (!begun) return std::nullopt;
        return Answer{"begun"};
    });
    app.get<"/quick">([] { return Answer{"quick"}; });
    return app;
}

}  // namespace

int main(int argc, char** argv) { return run(argc, argv, make_app); }

#pragma once

#include <cstdint>
#include <utility>

#include <serval/server/app.hpp>

#include "server/app_core.hpp"
#include "wire/running_server.hpp"

namespace serval::wire {

/** An app behind a server with two loops. */
class RunningApp {
public:
    explicit RunningApp(App app) : app_{std::move(app)}, server_{build(app_), two_loops()} {}

    [[nodiscard]] std::uint16_t port() const { return server_.port(); }
    [[nodiscard]] Server& server() { return server_.server(); }

private:
    static Service& build(App& app) {
        app.build();
        return app.core().pipeline();
    }
    static ServerSettings two_loops() {
        ServerSettings settings;
        settings.loops = 2;
        return settings;
    }

    App app_;
    RunningServer server_;
};

}  // namespace serval::wire

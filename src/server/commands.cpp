#include <serval/server/app.hpp>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <utility>

#include "middleware/access_log.hpp"
#include "server/app_core.hpp"
#include "server/document_file.hpp"
#include "server/documentation.hpp"
#include "server/handed_in_sockets.hpp"
#include "server/route_listing.hpp"
#include "transport/server.hpp"

namespace serval {
namespace {

constexpr int failed = 1;
constexpr int misused = 2;

void print(std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
    if (!text.ends_with('\n')) std::fputc('\n', stdout);
    std::fflush(stdout);
}

int complain(std::string_view text, int code) {
    std::fprintf(stderr, "%.*s\n", static_cast<int>(text.size()), text.data());
    return code;
}

ServerSettings server_settings(const detail::AppCore& core, std::vector<int> handed_in) {
    ServerSettings settings;
    settings.addresses = core.settings.listen;
    settings.handed_in = std::move(handed_in);
    if (core.settings.tls.enabled()) settings.tls = core.settings.tls;
    settings.limits = core.settings.limits;
    settings.loops = core.settings.threads != 0 ? core.settings.threads : std::max(1U, std::thread::hardware_concurrency());
    settings.refuse = [&core](const Problem& problem, const Connection& from, Response& response) {
        core.pipeline().render_refusal(problem, response);
        if (core.settings.log.access) log_refusal(core.log, problem, from);
    };
    settings.warn = [&core](std::string_view warning) { core.log.warning(warning); };
    return settings;
}

void announce(const detail::AppCore& core, const Server& server) {
    const std::string_view scheme = core.settings.tls.enabled() ? "https://" : "http://";
    for (const ListenAddress& address : server.addresses()) {
        const std::string url = (is_unix(address) ? "" : std::string{scheme}) + to_text(address);
        core.log.info("listening", {{"url", url}});
        print("Listening on " + url);
    }
    if (core.settings.debug) core.log.warning("clients are told what fails unexpectedly: switch the setting debug off where they are not yourself");
}

/** End although something still runs or waits. Nothing can be ended from outside, and nothing that goes on survives what it uses. */
[[noreturn]] void leave_behind(const detail::AppCore& core, const std::set<std::string>& stuck) {
    for (const std::string& origin : stuck) {
        core.log.error("a handler did not end before the stop's deadline, and is left behind", {{"endpoint", origin}});
    }
    core.log.flush();
    std::_Exit(0);
}

int serve(detail::AppCore& core) {
    static constexpr std::chrono::milliseconds last_grace{100};   // of what had its time already
    core.build();
    core.start();
    std::optional<Server> server{std::in_place, server_settings(core, detail::handed_in_sockets()), core.pipeline()};
    announce(core, *server);
    const auto unfinished = server->run_until_signalled(core.settings.stop_timeout);
    std::set<std::string> stuck{unfinished.begin(), unfinished.end()};
    const auto working = core.end_workers(last_grace);   // while the server is there: what they work for belongs to it
    stuck.insert(working.begin(), working.end());
    if (stuck.empty()) server.reset();
    core.stop();
    if (!stuck.empty()) leave_behind(core, stuck);
    core.log.info("stopped");
    return 0;
}

/** Print the document, write it, or compare it with what was written. */
int give_document(const detail::AppCore& core) {
    const DocumentOutput& output = core.settings.document;
    const std::string document = detail::openapi_text(core, output.format);
    const detail::DocumentFile file{output.file};
    if (output.file.empty()) return print(document), 0;
    if (!output.check) return file.write(document), 0;
    if (file.holds(document)) return print("\"" + output.file + "\" is what the app says of itself."), 0;
    return complain("\"" + output.file + "\" is not what the app says of itself any more: write it anew, with the same flags but --check.", failed);
}

int obey(detail::AppCore& core) {
    switch (core.settings.command) {
        case Command::serve: return serve(core);
        case Command::help:
        case Command::version: return print(core.settings.output), 0;
        case Command::routes: return core.build(), print(list_routes(core.pipeline())), 0;
        case Command::openapi: return core.build(), give_document(core);
        case Command::check: return core.build(), print(core.settings.describe() + "\nThe app has no mistakes."), 0;
    }
    return misused;
}

/** Do `work`, which gives an exit code; what it throws is printed. */
template <class Work>
int reporting(Work work) {
    try {
        return work();
    } catch (const SettingsError& error) {
        return complain(error.what(), misused);
    } catch (const AppError& error) {
        return complain(error.what(), misused);
    } catch (const std::exception& error) {
        return complain(std::string{"The program ended: "} + error.what(), failed);
    }
}

}  // namespace

int App::run() {
    return reporting([this] { return obey(*core_); });
}

int run(int argc, const char* const* argv, App (*make)(Settings), const Program& program) {
    return reporting([&] { return make(Settings::from(argc, argv, program)).run(); });
}

}  // namespace serval

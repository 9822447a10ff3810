#include "server/app_core.hpp"

#include <exception>

#include <serval/logging/request_log.hpp>
#include <serval/store/memory_store.hpp>

#include "middleware/access_log.hpp"
#include "server/health.hpp"

namespace serval::detail {
namespace {

ErrorFormat format_of(ErrorStyle style) {
    switch (style) {
        case ErrorStyle::problem: return ErrorFormat::problem_json();
        case ErrorStyle::drf: return ErrorFormat::drf();
        case ErrorStyle::detail_list: return ErrorFormat::detail_list();
    }
    return ErrorFormat::problem_json();
}

std::string what_is_wrong() {
    try {
        throw;
    } catch (const std::exception& error) {
        return error.what();
    } catch (...) {
        return "an exception that is no std::exception";
    }
}

}  // namespace

AppCore::AppCore(Settings settings_) : settings{std::move(settings_)}, log{open_log(settings.log)} {}

AppCore::~AppCore() {
    // Handlers and their workers go before what they use.
    if (workers_.has_value()) workers_->stop(std::chrono::seconds{0});
    pipeline_.reset();
}

void AppCore::build() {
    if (is_built()) return;
    if (!workers_.has_value()) furnish();
    std::vector<std::string> mistakes = registry.services().build();
    PipelineOptions options;
    options.log = log;
    options.clock = clock.get();
    options.workers = &*workers_;
    options.cache = cache;
    options.store = store;
    options.error_format = format_of(settings.errors);
    options.invalid_input = settings.invalid_input;
    options.validate_responses = settings.validate_responses;
    options.debug = settings.debug;
    options.trailing_slash = trailing_slash;
    options.body_limit = settings.limits.body_octets;
    auto pipeline = std::make_unique<Pipeline>(registry, std::move(options), mistakes);
    write_documentation(*this, *pipeline, mistakes);
    if (!mistakes.empty()) throw AppError{std::move(mistakes)};
    pipeline_ = std::move(pipeline);
}

void AppCore::furnish() {
    add_health_endpoints(*this);
    add_documentation_endpoints(*this);
    auto& middlewares = registry.root().policies.middlewares;
    if (settings.log.access) middlewares.insert(middlewares.begin(), make_access_log(log, settings.log.query));
    offer_log();
    offer_store();
    offer_cache();
    workers_.emplace(WorkerPoolOptions{.threads = settings.workers, .queue = settings.worker_queue, .name = "worker"});
}

/** Whoever asks for a Log has the app's, with what names the request in every line. */
void AppCore::offer_log() {
    if (registry.services().knows(ServiceKey::of<Log>())) return;
    registry.services().provide_per_request<Log>([this](Request& request) { return log_of(request, log); });
}

/** Whoever asks for a SharedStore has the app's. */
void AppCore::offer_store() {
    if (store == nullptr) store = std::make_shared<MemoryStore>();
    store->use_clock(clock);
    if (!registry.services().knows(ServiceKey::of<SharedStore>())) registry.services().own(store);
}

/** Whoever asks for a ResponseCache has the app's. */
void AppCore::offer_cache() {
    if (cache == nullptr) cache = memory_response_cache();
    if (!registry.services().knows(ServiceKey::of<ResponseCache>())) registry.services().own(cache);
}

void AppCore::start() {
    for (auto& hook : start_hooks) hook();
}

void AppCore::stop() noexcept {
    for (auto hook = stop_hooks.rbegin(); hook != stop_hooks.rend(); ++hook) {
        try {
            (*hook)();
        } catch (...) {
            log.error("a shut-down hook failed: " + what_is_wrong());
        }
    }
    log.flush();
}

std::vector<std::string_view> AppCore::end_workers(std::chrono::milliseconds grace) {
    if (workers_->stop(grace)) return {};
    return workers_->running();
}

std::vector<std::pair<std::string, bool>> AppCore::readiness() {
    std::vector<std::pair<std::string, bool>> all;
    for (auto& [name, check] : ready_checks) {
        bool ready = false;
        try {
            ready = check();
        } catch (...) {
            log.warning("a readiness check failed: " + what_is_wrong(), {{"check", name}});
        }
        all.emplace_back(name, ready);
    }
    return all;
}

}  // namespace serval::detail

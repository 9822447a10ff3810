#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <serval/endpoint/registry.hpp>
#include <serval/logging/log.hpp>
#include <serval/logging/log_settings.hpp>
#include <serval/server/app.hpp>
#include <serval/server/settings.hpp>
#include <serval/tasks/time_source.hpp>
#include <serval/tasks/worker_pool.hpp>

#include "pipeline/pipeline.hpp"
#include "server/documentation.hpp"

namespace serval::detail {

/** What an app is made of. Its address does not change when the app is moved. */
class AppCore {
public:
    explicit AppCore(Settings settings_);
    ~AppCore();

    /** @throws AppError */
    void build();
    [[nodiscard]] bool is_built() const noexcept { return pipeline_ != nullptr; }
    /** The pipeline of an app that was built. */
    [[nodiscard]] Pipeline& pipeline() const noexcept { return *pipeline_; }

    /** Run the start-up hooks, up to the first that throws. @throws what it throws */
    void start();
    /** Run the shut-down hooks; what they throw is logged. */
    void stop() noexcept;

    /** Take no more blocking work, and wait up to `grace` for what runs. Returns the patterns of what still does. */
    [[nodiscard]] std::vector<std::string_view> end_workers(std::chrono::milliseconds grace);

    /** Whether everything that was named by `ready_when` is; with each one's name and answer. */
    [[nodiscard]] std::vector<std::pair<std::string, bool>> readiness();

    Settings settings;
    Log log;
    std::shared_ptr<const TimeSource> clock = std::make_shared<SystemTime>();
    ApiInfo info{};
    Documentation documentation{};
    Registry registry;
    std::vector<UniqueFunction<void()>> start_hooks;
    std::vector<UniqueFunction<void()>> stop_hooks;
    std::vector<std::pair<std::string, UniqueFunction<bool()>>> ready_checks;
    TrailingSlash trailing_slash = TrailingSlash::strict;
    std::shared_ptr<ResponseCache> cache;
    std::shared_ptr<SharedStore> store;

private:
    /** Add what is the app's own; once, also when it is built again after mistakes. */
    void furnish();
    void offer_log();
    void offer_store();
    void offer_cache();

    std::optional<WorkerPool> workers_;
    std::unique_ptr<Pipeline> pipeline_;
};

}  // namespace serval::detail

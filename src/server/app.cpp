#include <serval/server/app.hpp>

#include <utility>

#include "server/app_core.hpp"

namespace serval {
namespace {

std::string listing(const std::vector<std::string>& mistakes) {
    std::string text = mistakes.size() == 1 ? "the app has a mistake:" : "the app has " + std::to_string(mistakes.size()) + " mistakes:";
    for (const std::string& mistake : mistakes) text += "\n  - " + mistake;
    return text;
}

}  // namespace

AppError::AppError(std::vector<std::string> mistakes) : std::logic_error{listing(mistakes)}, mistakes_{std::move(mistakes)} {}

App::App(Settings settings) : core_{new detail::AppCore{std::move(settings)}} {}
App::~App() = default;
App::App(App&&) noexcept = default;
App& App::operator=(App&&) noexcept = default;

const Settings& App::settings() const noexcept { return core_->settings; }
const Log& App::log() const noexcept { return core_->log; }
Registry& App::registry() noexcept { return core_->registry; }
Policies& App::policies() noexcept { return registry().root().policies; }

App& App::log_to(Log log) { return core_->log = std::move(log), *this; }
App& App::info(ApiInfo info) { return core_->info = std::move(info), *this; }
App& App::on_start(UniqueFunction<void()> hook) { return core_->start_hooks.push_back(std::move(hook)), *this; }
App& App::on_stop(UniqueFunction<void()> hook) { return core_->stop_hooks.push_back(std::move(hook)), *this; }
App& App::trailing_slash(TrailingSlash policy) noexcept { return core_->trailing_slash = policy, *this; }
App& App::cache_in(std::shared_ptr<ResponseCache> cache) { return core_->cache = std::move(cache), *this; }
App& App::store_in(std::shared_ptr<SharedStore> store) { return core_->store = std::move(store), *this; }

App& App::ready_when(std::string name, UniqueFunction<bool()> check) {
    core_->ready_checks.emplace_back(std::move(name), std::move(check));
    return *this;
}

void App::build() { core_->build(); }

Urls App::urls() const noexcept { return Urls{core_->pipeline().router()}; }

}  // namespace serval

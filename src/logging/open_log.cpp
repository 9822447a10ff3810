#include <serval/logging/log_settings.hpp>

#include "logging/batching_sink.hpp"
#include "logging/line_format.hpp"

#include <stdexcept>

#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

namespace serval {
namespace {

class SpdlogOutput final : public detail::LineOutput {
public:
    explicit SpdlogOutput(std::unique_ptr<spdlog::sinks::sink> sink) : sink_{std::move(sink)} { sink_->set_pattern("%v"); }

    void write(std::string_view lines) override {
        sink_->log({spdlog::string_view_t{}, spdlog::level::info, {lines.data(), lines.size()}});
        sink_->flush();
    }

private:
    std::unique_ptr<spdlog::sinks::sink> sink_;
};

std::unique_ptr<spdlog::sinks::sink> open_sink(const std::string& destination) {
    if (destination == "stderr") return std::make_unique<spdlog::sinks::stderr_sink_st>();
    if (destination == "stdout") return std::make_unique<spdlog::sinks::stdout_sink_st>();
    try {
        return std::make_unique<spdlog::sinks::basic_file_sink_st>(destination);
    } catch (const spdlog::spdlog_ex& failure) {
        throw std::runtime_error{"the log cannot be written to \"" + destination + "\": " + failure.what()};
    }
}

}  // namespace

Log open_log(const LogSettings& settings) {
    if (settings.level == LogLevel::off) return {};
    const auto append_line = settings.format == LogFormat::json ? detail::append_json_line : detail::append_text_line;
    auto output = std::make_unique<SpdlogOutput>(open_sink(settings.destination));
    return Log{std::make_shared<detail::BatchingSink>(std::move(output), append_line), settings.level};
}

}  // namespace serval

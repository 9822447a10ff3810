#include <serval/middleware/server_timing.hpp>

#include <stdexcept>

#include <fmt/format.h>

#include "http/syntax.hpp"

namespace serval {
namespace {

/** A stage without its time. */
std::string entry_of(std::string_view name, std::string_view description) {
    if (!detail::is_token(name)) throw std::invalid_argument{fmt::format("\"{}\" is no name for a stage of Server-Timing", name)};
    if (!detail::is_field_value(description)) throw std::invalid_argument{fmt::format("the description of the stage \"{}\" cannot be sent", name)};
    std::string entry{name};
    if (description.empty()) return entry;
    entry += ";desc=";
    detail::append_value(entry, description);
    return entry;
}

struct TimingBegan {
    ServerTiming::Clock::time_point time;
};

class ServerTimingFields final : public Middleware {
public:
    std::optional<Response> enter(Request& request) override {
        request.attributes().put(TimingBegan{ServerTiming::Clock::now()});
        return std::nullopt;
    }

    void leave(const Request& request, Response& response) override {
        ServerTiming timing;
        timing.add("total", ServerTiming::Clock::now() - request.attributes().find<TimingBegan>()->time);
        const auto* const stages = request.attributes().find<ServerTiming>();
        if (stages == nullptr || stages->field().empty()) response.headers().add("Server-Timing", timing.field());
        else response.headers().add("Server-Timing", timing.field() + ", " + stages->field());
    }

    std::string name() const override { return "server timing"; }
};

}  // namespace

ServerTiming::Stage::Stage(ServerTiming& timing, std::string_view name, std::string_view description)
    : timing_{timing}, entry_{entry_of(name, description)} {}

ServerTiming::Stage::~Stage() { timing_.append(std::move(entry_), Clock::now() - began_); }

void ServerTiming::add(std::string_view name, Clock::duration took, std::string_view description) { append(entry_of(name, description), took); }

void ServerTiming::append(std::string entry, Clock::duration took) {
    if (!field_.empty()) field_ += ", ";
    field_ += fmt::format("{};dur={:.3f}", entry, std::chrono::duration<double, std::milli>{took}.count());
}

ServerTiming& timing_of(Request& request) {
    auto* const timing = request.attributes().find<ServerTiming>();
    return timing != nullptr ? *timing : request.attributes().put(ServerTiming{});
}

std::shared_ptr<Middleware> server_timing() { return std::make_shared<ServerTimingFields>(); }

}  // namespace serval

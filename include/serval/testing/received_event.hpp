#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace serval::test {

/** An event of an event stream, as a browser's EventSource would hand it on. */
struct ReceivedEvent {
    std::string name = "message";
    std::string data;
    std::string last_id;              // the latest id that came with it or with one before
    std::optional<int> retry{};       // in milliseconds, where it says so
};

/** The whole events in the octets of an event stream, read as EventSource reads them (HTML Living Standard §9.2.6). */
[[nodiscard]] std::vector<ReceivedEvent> read_events(std::string_view stream);

}  // namespace serval::test

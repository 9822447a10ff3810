#include <serval/realtime/event_stream.hpp>

#include <memory>

#include "realtime/event_content.hpp"

namespace serval::detail {

void write_event_stream(Rendering& out, StreamedContent::WriteContent write, std::chrono::milliseconds ping) {
    Response& response = out.response();
    response.set_source(std::make_unique<EventContent>(out.tasks(), std::move(write), ping), "text/event-stream");
    response.set_header("Cache-Control", "no-cache");
    response.set_header("X-Accel-Buffering", "no");   // nginx hands on what comes as it comes
}

}  // namespace serval::detail

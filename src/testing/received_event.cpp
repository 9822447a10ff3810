#include <serval/testing/received_event.hpp>

#include <charconv>
#include <utility>

namespace serval::test {
namespace {

/** Reads a stream line by line. */
class EventReader {
public:
    std::vector<ReceivedEvent> read(std::string_view stream) && {
        for (auto end = stream.find_first_of("\r\n"); end != std::string_view::npos; end = stream.find_first_of("\r\n")) {
            take_line(stream.substr(0, end));
            stream.remove_prefix(end + (stream.substr(end).starts_with("\r\n") ? 2 : 1));
        }
        return std::move(events_);
    }

private:
    void take_line(std::string_view line) {
        if (line.empty()) return dispatch();
        const auto colon = line.find(':');
        std::string_view value = colon == std::string_view::npos ? std::string_view{} : line.substr(colon + 1);
        if (value.starts_with(' ')) value.remove_prefix(1);
        take_field(line.substr(0, colon), value);
    }

    void take_field(std::string_view name, std::string_view value) {
        if (name == "event") event_.name = value;
        if (name == "id") last_id_ = value;
        if (name == "data") data_.append(value).append("\n");
        if (name == "retry") take_retry(value);
    }

    void take_retry(std::string_view value) {
        int milliseconds = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), milliseconds);
        if (error == std::errc{} && end == value.data() + value.size()) event_.retry = milliseconds;
    }

    void dispatch() {
        ReceivedEvent event = std::exchange(event_, {});
        std::string data = std::exchange(data_, {});
        if (data.empty()) return;
        data.pop_back();   // the last line's end
        event.data = std::move(data);
        event.last_id = last_id_;
        if (event.name.empty()) event.name = "message";
        events_.push_back(std::move(event));
    }

    std::vector<ReceivedEvent> events_;
    ReceivedEvent event_;
    std::string data_;
    std::string last_id_;
};

}  // namespace

std::vector<ReceivedEvent> read_events(std::string_view stream) { return EventReader{}.read(stream); }

}  // namespace serval::test

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace serval {

namespace detail {

/** What an event has beside its data (HTML Living Standard §9.2.5). */
struct EventHead {
    std::string id{};
    std::string name{};
    std::optional<std::chrono::milliseconds> retry{};
};

/** @throws std::invalid_argument unless `text` may be an event's id or name: without line breaks and NUL. */
[[nodiscard]] std::string checked_event_text(std::string text);

}  // namespace detail

/** One event of an `EventStream`: its data, and what else it may say: `ServerSentEvent{price}.name("changed").id("17")`. */
template <class T>
class ServerSentEvent {
public:
    explicit ServerSentEvent(T data) : data_{std::move(data)} {}

    /** What the browser sends as Last-Event-ID when it comes back. @throws std::invalid_argument for a line break or NUL in it. */
    ServerSentEvent& id(std::string id) & { return head_.id = detail::checked_event_text(std::move(id)), *this; }
    ServerSentEvent&& id(std::string text) && { return std::move(id(std::move(text))); }
    /** Which listeners it is for; without, those for `message`. @throws std::invalid_argument for a line break or NUL in it. */
    ServerSentEvent& name(std::string name) & { return head_.name = detail::checked_event_text(std::move(name)), *this; }
    ServerSentEvent&& name(std::string text) && { return std::move(name(std::move(text))); }
    /** How long the browser waits before it comes back, from now on. */
    ServerSentEvent& retry(std::chrono::milliseconds delay) & { return head_.retry = delay, *this; }
    ServerSentEvent&& retry(std::chrono::milliseconds delay) && { return std::move(retry(delay)); }

    [[nodiscard]] const T& data() const noexcept { return data_; }
    [[nodiscard]] const detail::EventHead& head() const noexcept { return head_; }

private:
    T data_;
    detail::EventHead head_;
};

template <class T>
ServerSentEvent(T) -> ServerSentEvent<T>;

}  // namespace serval

#pragma once

#include <chrono>
#include <concepts>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <serval/model/write.hpp>
#include <serval/realtime/server_sent_event.hpp>
#include <serval/serialization/stream.hpp>

namespace serval {

namespace detail {

/** The event in the octets of an event stream. Data of several lines has several fields. */
[[nodiscard]] std::string event_text(const EventHead& head, std::string_view data);
[[nodiscard]] std::string event_comment(std::string_view text);

/** Answer with events, of which `write` makes the text. */
void write_event_stream(Rendering& out, StreamedContent::WriteContent write, std::chrono::milliseconds ping);

}  // namespace detail

/** Takes the events of an `EventStream` from the coroutine that makes them. On the coroutine's home loop only.

    What is sent waits while the client has not taken what was sent before, and throws `Cancelled` once the client is gone or the server stops.
*/
template <class T>
class EventWriter {
public:
    explicit EventWriter(ContentWriter& out) noexcept : out_{&out} {}

    /** `co_await events.send(price);` */
    [[nodiscard]] Task<void> send(const T& data) { return send(data, {}); }
    /** `co_await events.send(ServerSentEvent(price).name("changed"));` */
    [[nodiscard]] Task<void> send(const ServerSentEvent<T>& event) { return send(event.data(), event.head()); }
    /** A line that clients pass over. */
    [[nodiscard]] Task<void> comment(std::string_view text) { return out_->write(detail::event_comment(text)); }

private:
    Task<void> send(const T& data, const detail::EventHead& head) {
        if constexpr (std::is_same_v<T, Text>) return out_->write(detail::event_text(head, data.text));
        else return out_->write(detail::event_text(head, to_json(data)));
    }

    ContentWriter* out_;
};

/** A coroutine that sends events. */
template <class F, class T>
concept SendsEvents = requires(F& send, EventWriter<T>& events) {
    { send(events) } -> std::same_as<Task<void>>;
} && std::move_constructible<F>;

/** Server-sent events, `text/event-stream`, as the browser's EventSource takes them: each has a `T` in JSON for its data, or a `Text` as it is.

    The coroutine that sends them lives on when the handler has returned: see `Stream`. It ends when the client leaves or the server stops, by `Cancelled`;
    what it throws otherwise breaks the connection off, whereupon browsers come back, and say by Last-Event-ID which event they had last:
    take it by `Header<"Last-Event-ID", std::optional<std::string>>`. When the coroutine returns, the stream ends, and browsers come back as well; a 204 keeps them from it.
*/
template <class T>
class EventStream {
    static_assert(Writable<T> || std::is_same_v<T, Text>, "EventStream<T> sends what has a JSON form, such as a model, or Text.");

public:
    template <SendsEvents<T> F>
    explicit EventStream(F send)
        : write_{[send = std::move(send), events = std::unique_ptr<EventWriter<T>>{}](ContentWriter& out) mutable {
              events = std::make_unique<EventWriter<T>>(out);
              return send(*events);
          }} {}

    /** After how long a silence a comment is sent, so that nobody on the way takes the connection for dead: 15 seconds; none at zero. */
    EventStream& ping(std::chrono::milliseconds silence) & noexcept { return ping_ = silence, *this; }
    EventStream&& ping(std::chrono::milliseconds silence) && noexcept { return std::move(ping(silence)); }

private:
    friend Result<EventStream>;

    detail::StreamedContent::WriteContent write_;
    std::chrono::milliseconds ping_{15'000};
};

template <class T>
struct Result<EventStream<T>> {
    static void describe(DeclaredResponses& responses) {
        DeclaredResponse response{.status = Status::ok, .media_type = "text/event-stream"};
        if constexpr (!std::is_same_v<T, Text>) response.type = &named_type<T>();
        responses.add(std::move(response));
        responses.header({.name = "Cache-Control"});
    }
    static void write(EventStream<T>& stream, Rendering& out) { detail::write_event_stream(out, std::move(stream.write_), stream.ping_); }
};

}  // namespace serval

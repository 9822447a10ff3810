#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace serval {

/** Told when a source that had nothing to give has something again. Called on the home loop of the exchange. */
class ContentSink {
public:
    virtual void content_ready() = 0;

protected:
    ~ContentSink() = default;
};

/** Where streamed response content comes from, piece by piece, no faster than the client takes it.

    All of it is called on the exchange's home loop, by one caller at a time. An exception from `pull` breaks the
    connection off, so that the client can tell a cut answer from a whole one; the log is told.
*/
class ContentSource {
public:
    enum class Pull : std::uint8_t {
        more,    // appended something; pull again when it has been written
        later,   // nothing now; `content_ready` will be called
        end,     // all has been given; what was appended in this call still counts
    };

    virtual ~ContentSource() = default;

    /** How many octets it will give in all, where that is known: sent as Content-Length instead of chunks. */
    [[nodiscard]] virtual std::optional<std::uint64_t> length() const { return std::nullopt; }

    /** Append the next piece to `out`, at best some 16 KiB. */
    virtual Pull pull(std::string& out, ContentSink& sink) = 0;

    /** The server stops. What has an end goes on to it; what has none, such as a stream of events, ends soon. */
    virtual void stop() noexcept {}

    /** Nobody takes any more, since the client is gone or its time is over: come to rest soon. The sink is told nothing from now on
        that matters. Called once, unless `pull` gave the end.
    */
    virtual void abandon() noexcept {}

    /** Whether nothing runs that still refers to it, so that it may be destroyed; asked from time to time once it was abandoned. */
    [[nodiscard]] virtual bool is_at_rest() const noexcept { return true; }
};

}  // namespace serval

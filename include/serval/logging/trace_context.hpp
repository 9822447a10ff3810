#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <serval/http/headers.hpp>

namespace serval {

/** What a `traceparent` field says: the trace, the caller's span in it, and the flags (W3C Trace Context 1, §3.2). */
struct TraceParent {
    std::string_view trace_id;   // 32 lower-case hexadecimal digits, not all zero; views the parsed text
    std::string_view parent_id;  // 16 of them, not all zero
    std::uint8_t flags = 0;

    /** Read a field's value. Later versions are read as far as this one's parts go (§3.2.2); nothing when it is invalid. */
    [[nodiscard]] static std::optional<TraceParent> parse(std::string_view text) noexcept;
};

/** Whether a `tracestate` list may be passed on: at most 32 members, keys and values well-formed, no key twice (§3.3.1). */
[[nodiscard]] bool is_tracestate(std::string_view text) noexcept;

/** Where a piece of work stands in a distributed trace: in whose trace, as which span, called by which.

    A value; the default one is in no trace. Identifiers come from a generator of each thread's own.
*/
class TraceContext {
public:
    TraceContext() = default;

    /** The context of work that a request with `headers` starts: a new span of the caller's trace. Without a valid
        `traceparent` (none, two of them, a broken one) a new trace begins, not sampled, and `tracestate` is dropped (§4.3).
    */
    [[nodiscard]] static TraceContext of(const Headers& headers);

    /** The context for work that this one calls: the same trace and state, a new span, whose parent is this one. */
    [[nodiscard]] TraceContext child() const;

    [[nodiscard]] std::string_view trace_id() const noexcept { return {trace_id_.data(), trace_id_.size()}; }
    [[nodiscard]] std::string_view span_id() const noexcept { return {span_id_.data(), span_id_.size()}; }
    /** The caller's span; empty where the trace began here. */
    [[nodiscard]] std::string_view parent_id() const noexcept {
        return {parent_id_.data(), has_parent_ ? parent_id_.size() : 0};
    }
    [[nodiscard]] bool sampled() const noexcept { return (flags_ & 1U) != 0; }
    /** The vendors' list, as it came; sent on together with `traceparent`. */
    [[nodiscard]] const std::string& tracestate() const noexcept { return tracestate_; }

    /** The `traceparent` to send with a call: version 00, this span as the parent, of the flags only "sampled" (§4.3). */
    [[nodiscard]] std::string traceparent() const;
    /** Put `traceparent`, and `tracestate` where there is one, into the head of an outgoing request. */
    void write_to(Headers& headers) const;

private:
    std::array<char, 32> trace_id_{no_id<32>()};
    std::array<char, 16> span_id_{no_id<16>()};
    std::array<char, 16> parent_id_{no_id<16>()};
    bool has_parent_ = false;
    std::uint8_t flags_ = 0;
    std::string tracestate_;

    template <std::size_t Size>
    static constexpr std::array<char, Size> no_id() noexcept {
        std::array<char, Size> id{};
        for (char& digit : id) digit = '0';
        return id;
    }
};

}  // namespace serval

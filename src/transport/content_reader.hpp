#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "transport/head_reader.hpp"

namespace serval::detail {

/** Takes a request's content out of what arrives, whatever delimits it (RFC 9112 §6 and §7.1).

    Chunk extensions and trailer fields are checked, bounded and dropped.
*/
class ContentReader {
public:
    enum class Outcome : std::uint8_t { incomplete, complete, refused };

    /** Ready for the content that `framing` announces. `overhead` bounds what extensions and trailers may take, in octets. */
    void start(const Framing& framing, std::size_t overhead) noexcept;

    /** Move what is content from `input`, of which it drops what it has read, to the end of `out`, until that holds `limit` octets.
        More than `limit` is refused with 413 as soon as it is announced.
    */
    [[nodiscard]] Outcome read(std::string_view& input, std::string& out, std::uint64_t limit);

    [[nodiscard]] bool is_complete() const noexcept { return state_ == State::done; }
    /** How much content is still to come for certain; 0 in the middle of chunks. */
    [[nodiscard]] std::uint64_t remaining() const noexcept { return remaining_; }
    [[nodiscard]] bool is_chunked() const noexcept { return chunked_; }
    [[nodiscard]] const Refusal& refusal() const noexcept { return refusal_; }

private:
    enum class State : std::uint8_t { done, data, data_end, size_line, trailer };

    Outcome step(std::string_view& input, std::string& out, std::uint64_t limit);
    Outcome read_data(std::string_view& input, std::string& out, std::uint64_t limit);
    Outcome read_data_end(std::string_view& input);
    Outcome read_size_line(std::string_view& input);
    Outcome read_trailer(std::string_view& input);
    Outcome take_size(std::string_view line);
    Outcome take_line(std::string_view& input, std::string_view& line);
    Outcome refuse(Status status, std::string_view detail) noexcept;

    std::uint64_t remaining_ = 0;
    std::size_t overhead_ = 0;
    Refusal refusal_;
    State state_ = State::done;
    bool chunked_ = false;
};

}  // namespace serval::detail

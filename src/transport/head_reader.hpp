#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <serval/http/request.hpp>
#include <serval/http/status.hpp>
#include <serval/server/limits.hpp>

namespace serval::detail {

/** Why a message is not taken: what the client is told before its connection closes. */
struct Refusal {
    Status status = Status::bad_request;
    std::string_view detail;
};

/** How a request's content is delimited (RFC 9112 §6.3), and what becomes of its connection. */
struct Framing {
    enum class Content : std::uint8_t { none, length, chunked };

    std::uint64_t length = 0;
    Content content = Content::none;
    bool keep_alive = true;
    bool expects_continue = false;
    bool http_1_0 = false;
};

/** Reads request heads (RFC 9112 §2 to §6), each once from front to back.

    As strict as the RFC allows: whatever two readers could take in two ways is refused, line ends that are not CR LF included.
    The rules that look at more than one field at a time stand in `judge`.
*/
class HeadReader {
public:
    enum class Outcome : std::uint8_t { incomplete, complete, refused };

    explicit HeadReader(const Limits& limits) noexcept : limits_{limits} {}

    /** Go on reading. `input` begins at the request's first octet and only grows from call to call. */
    [[nodiscard]] Outcome read(std::string_view input, Request& request);

    /** How many octets the head took, once it is complete. */
    [[nodiscard]] std::size_t size() const noexcept { return at_; }
    [[nodiscard]] const Framing& framing() const noexcept { return framing_; }
    [[nodiscard]] const Refusal& refusal() const noexcept { return refusal_; }

    /** Ready for the next head; the memory is kept. */
    void reset() noexcept;

private:
    Outcome read_lines(std::string_view input, Request& request);
    Outcome skip_empty_lines(std::string_view input);
    Outcome read_request_line(std::string_view input, Request& request);
    Outcome read_version(std::string_view input, std::size_t at);
    Outcome read_other_version(std::string_view input, std::size_t at);
    Outcome read_field(std::string_view input);
    Outcome take_field(std::string_view name, std::string_view value);
    Outcome take_host(std::string_view value);
    Outcome take_length(std::string_view value);
    Outcome take_coding(std::string_view value);
    Outcome take_connection(std::string_view value);
    Outcome take_expectation(std::string_view value);
    Outcome judge(std::string_view input) noexcept;
    Outcome finish(std::string_view input, Request& request);
    Outcome incomplete(std::string_view input);
    Outcome refuse(Status status, std::string_view detail) noexcept;
    bool authority_agrees(std::string_view input) const noexcept;

    const Limits& limits_;
    std::vector<Headers::Slot> fields_;   // places within the header section
    std::string known_host_;              // the last one that was found well-formed: clients say the same again and again
    Framing framing_;
    Refusal refusal_;
    std::size_t at_ = 0;             // where the next line begins
    std::size_t seen_ = 0;           // up to here there is no line end that was not read
    std::size_t fields_at_ = 0;      // where the header section begins; 0 before the request line is complete
    std::uint32_t host_field_ = 0;
    std::uint32_t authority_at_ = 0;
    std::uint32_t authority_size_ = 0;
    bool has_host_ = false;
    bool has_length_ = false;
    bool has_coding_ = false;
    bool has_content_type_ = false;
    bool must_close_ = false;
};

}  // namespace serval::detail

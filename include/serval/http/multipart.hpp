#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <serval/http/headers.hpp>
#include <serval/http/parsed.hpp>

namespace serval {

class MediaType;

/** How much a form may hold. The size of its content is for the body's own limit. */
struct MultipartLimits {
    std::size_t parts = 1000;
    std::size_t header_size = std::size_t{8} * 1024;   // of one part's header fields, in octets
};

/** Why a form was refused. */
enum class MultipartFault : std::uint8_t {
    bad_boundary,       // none, longer than 70 octets, or with octets that no boundary has (RFC 2046 §5.1.1)
    malformed,
    incomplete,         // it ended before its closing delimiter
    bad_encoding,       // a Content-Transfer-Encoding that is unknown or does not hold
    too_many_parts,
    header_too_large,
};

/** The fault in one sentence for people. */
[[nodiscard]] std::string_view describe(MultipartFault fault) noexcept;

/** What is known of a part before its content. */
struct PartHead {
    std::string name;                      // of the field; UTF-8
    std::optional<std::string> filename;   // there when the part is a file, though it may be empty; see `base_name`
    std::string content_type;              // as it was sent; empty when it was not
    Headers headers;                       // all of them

    [[nodiscard]] bool is_file() const noexcept { return filename.has_value(); }
};

/** Told what a form consists of, in order: for each part its head, its content in pieces, its end. */
class MultipartSink {
public:
    virtual void begin_part(PartHead head) = 0;
    /** A piece of the content, never empty; the view holds during the call. */
    virtual void part_data(std::string_view piece) = 0;
    virtual void end_part() = 0;

protected:
    ~MultipartSink() = default;
};

/** Reads a `multipart/form-data` body that comes in pieces (RFC 7578, RFC 2046 §5.1), however it is cut.

    Strict where forms could be read in two ways: lines end in CRLF, before the first delimiter stand empty lines only,
    no folded header lines, no blanks behind a delimiter, each part is `form-data` and has a name. What follows the closing
    delimiter is ignored. Base64 and quoted-printable content is decoded.

    Keeps no more than one header line or delimiter between pieces. Linear time over the body times the length of the boundary.
    What the sink throws reaches the caller of `feed`; the parser is not to be used after that. Not thread-safe.
*/
class MultipartParser {
public:
    /** `sink` has to outlive the parser. */
    MultipartParser(std::string_view boundary, MultipartSink& sink, MultipartLimits limits = {});
    ~MultipartParser();
    MultipartParser(MultipartParser&&) noexcept;
    MultipartParser& operator=(MultipartParser&&) noexcept;

    /** Read the next piece; false when the form is at fault, then and ever after. */
    [[nodiscard]] bool feed(std::string_view piece);
    /** The body has ended; false when the form is at fault or not complete. */
    [[nodiscard]] bool finish();
    /** The fault. There must be one. */
    [[nodiscard]] MultipartFault fault() const noexcept;

private:
    class State;
    std::unique_ptr<State> state_;
};

/** A part of a form that was read as a whole. */
struct Part {
    PartHead head;
    std::string content;
};

/** The parts of a form that is there as a whole. @see MultipartParser */
[[nodiscard]] Parsed<std::vector<Part>, MultipartFault> parse_multipart(std::string_view body, std::string_view boundary,
                                                                        MultipartLimits limits = {});

/** The boundary that a Content-Type names; nothing when it is not `multipart/form-data` with one. */
[[nodiscard]] std::optional<std::string_view> multipart_boundary(const MediaType& content_type) noexcept;

}  // namespace serval

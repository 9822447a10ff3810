#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <serval/http/multipart.hpp>

#include "http/transfer_decoder.hpp"

namespace serval {

/** Where the reading of a form stands. Each `read_…` takes what it understands off the front of `rest`
    and says whether to go on at once; false means that more has to come, or that there is a fault.
*/
class MultipartParser::State {
public:
    State(std::string_view boundary, MultipartSink& sink, MultipartLimits limits);

    bool feed(std::string_view piece);
    bool finish();
    [[nodiscard]] MultipartFault fault() const noexcept { return *fault_; }

private:
    enum class Stage : std::uint8_t { start, header, content, epilogue };

    bool step(std::string_view& rest);
    bool read_start(std::string_view& rest);
    bool read_header(std::string_view& rest);
    bool read_content(std::string_view& rest);

    bool enter_stage_after(std::string_view delimiter_end);
    bool add_header(std::string_view line);
    bool begin_part();
    bool give(std::string_view& rest, std::size_t size);
    bool end_part();
    bool fail(MultipartFault fault) noexcept;

    MultipartSink* sink_;
    MultipartLimits limits_;
    std::string delimiter_;   // CR LF, two hyphens, boundary
    std::string pending_;     // what could not be understood yet
    Stage stage_ = Stage::start;
    std::optional<MultipartFault> fault_;

    PartHead head_;
    std::size_t header_size_ = 0;
    std::size_t scanned_ = 0;   // of an incomplete header line: so much has no CR LF
    std::size_t parts_ = 0;
    detail::TransferDecoder decoder_;
    std::string decoded_;
};

}  // namespace serval

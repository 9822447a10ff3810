#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace serval::detail {

/** The size that a chunk's first line states, without its line end; nothing when the line breaks the grammar (RFC 9112 §7.1). */
[[nodiscard]] std::optional<std::uint64_t> read_chunk_size(std::string_view line) noexcept;

/** Whether `line` is a trailer field that may stand there: one that frames or routes a message may not (RFC 9110 §6.5.1). */
[[nodiscard]] bool is_trailer_field(std::string_view line) noexcept;

}  // namespace serval::detail

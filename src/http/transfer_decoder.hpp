#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace serval::detail {

/** Undoes a part's Content-Transfer-Encoding (RFC 2045 §6), piece by piece. No browser sends one, some mail-minded clients do. */
class TransferDecoder {
public:
    /** Begin anew with the encoding called `name`, empty for none; false when it is not known. */
    [[nodiscard]] bool begin(std::string_view name) noexcept;
    [[nodiscard]] bool is_identity() const noexcept { return encoding_ == Encoding::identity; }

    /** Append what `text` decodes to; false when it is malformed. */
    [[nodiscard]] bool decode(std::string_view text, std::string& out);
    /** Whether the end may be here. */
    [[nodiscard]] bool is_complete() const noexcept;

private:
    enum class Encoding : std::uint8_t { identity, base64, quoted_printable };

    [[nodiscard]] bool take_base64(char c, std::string& out);
    [[nodiscard]] bool take_quoted_printable(char c, std::string& out);

    Encoding encoding_ = Encoding::identity;
    std::string held_;          // of quoted-printable: an escape that is not whole yet
    std::uint32_t bits_ = 0;    // of base64: the digits of the present group of four
    std::uint8_t digits_ = 0;
    std::uint8_t padding_ = 0;
};

}  // namespace serval::detail

#include "http/transfer_decoder.hpp"

#include "http/syntax.hpp"

namespace serval::detail {
namespace {

int base64_value(char c) noexcept {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (is_digit(c)) return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

}  // namespace

bool TransferDecoder::begin(std::string_view name) noexcept {
    held_.clear();
    bits_ = digits_ = padding_ = 0;
    encoding_ = same_ignoring_case(name, "base64")             ? Encoding::base64
                : same_ignoring_case(name, "quoted-printable") ? Encoding::quoted_printable
                                                               : Encoding::identity;
    return !is_identity() || name.empty() || same_ignoring_case(name, "binary") || same_ignoring_case(name, "8bit") ||
           same_ignoring_case(name, "7bit");
}

bool TransferDecoder::decode(std::string_view text, std::string& out) {
    for (const char c : text) {
        if (!(encoding_ == Encoding::base64 ? take_base64(c, out) : take_quoted_printable(c, out))) return false;
    }
    return true;
}

bool TransferDecoder::take_base64(char c, std::string& out) {
    if (c == '\r' || c == '\n') return true;
    if (c == '=') return digits_ + ++padding_ <= 4 && digits_ >= 2;
    const int value = base64_value(c);
    if (value < 0 || padding_ != 0) return false;
    bits_ = bits_ << 6 | static_cast<std::uint32_t>(value);
    ++digits_;
    if (digits_ >= 2) out += static_cast<char>(bits_ >> (2 * (4 - digits_)) & 0xFF);
    if (digits_ == 4) bits_ = digits_ = 0;
    return true;
}

bool TransferDecoder::take_quoted_printable(char c, std::string& out) {
    if (held_.empty() && c != '=') return out += c, true;
    held_ += c;
    if (held_.size() < 3) return true;
    const int high = hex_value(held_[1]);
    const int low = hex_value(held_[2]);
    const bool soft_break = held_ == "=\r\n";
    held_.clear();
    if (soft_break) return true;
    if (high < 0 || low < 0) return false;
    return out += static_cast<char>(high * 16 + low), true;
}

bool TransferDecoder::is_complete() const noexcept {
    return held_.empty() && (digits_ == 0 || digits_ + padding_ == 4);
}

}  // namespace serval::detail

#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "detail/sixteen.hpp"

namespace serval::detail {

/** Writes the pieces of a JSON text to the end of a string. They gather in a room of its own, so that most cost neither a call nor a
    look at the string: `finish` when all is written.
*/
class JsonWriter {
public:
    explicit JsonWriter(std::string& out) noexcept : out_{out} {}
    JsonWriter(const JsonWriter&) = delete;
    JsonWriter& operator=(const JsonWriter&) = delete;

    void put(char c) {
        need(1);
        *at_++ = c;
    }
    /** Text that is JSON already. */
    void put(std::string_view text) {
        if (text.size() > room_size / 2) return put_long(text);
        need(text.size());
        if (text.size() <= Sixteen::size) copy_short(at_, text.data(), text.size());
        else std::memcpy(at_, text.data(), text.size());
        at_ += text.size();
    }
    /** A mark and a key that is JSON already, such as `,"name":`. */
    void put(char mark, std::string_view key) {
        put(mark);
        put(key);
    }
    /** A string in quotes, escaped as JSON needs; octets that are no UTF-8 become U+FFFD. */
    void string(std::string_view text);
    void integer(std::int64_t value);
    void integer(std::uint64_t value);
    /** The shortest digits that read back the same; false, and nothing, for what is not finite. */
    [[nodiscard]] bool real(double value);
    [[nodiscard]] bool real(float value);

    void finish();

private:
    static constexpr std::size_t room_size = 512;
    static constexpr std::size_t longest_number = 32;

    void need(std::size_t size) {
        if (static_cast<std::size_t>(room_ + room_size - at_) < size) finish();
    }
    void put_long(std::string_view text);
    /** At most sixteen octets, as keys are: a call would cost more than their copy. */
    static void copy_short(char* to, const char* from, std::size_t size) noexcept {
        if (size >= 8) return copy_ends<8>(to, from, size);
        if (size >= 4) return copy_ends<4>(to, from, size);
        for (; size != 0; --size) *to++ = *from++;
    }
    /** Of `Half` to twice as many octets, the first and the last, which may overlap. */
    template <std::size_t Half>
    static void copy_ends(char* to, const char* from, std::size_t size) noexcept {
        std::memcpy(to, from, Half);
        std::memcpy(to + size - Half, from + size - Half, Half);
    }
    static std::size_t copy_plain(char* to, const char* from, std::size_t size) noexcept;
    std::size_t put_special(std::string_view text);
    void escape(unsigned char octet);
    [[nodiscard]] std::size_t wide(const char* at, const char* end);
    [[nodiscard]] bool short_decimal(double value) noexcept;
    void put_fraction(unsigned digits) noexcept;
    template <class Value>
    void digits(Value value);

    std::string& out_;
    char room_[room_size];
    char* at_ = room_;
};

/** Append a string as `JsonWriter::string` writes it. */
void append_string(std::string& out, std::string_view text);

}  // namespace serval::detail

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

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
    void put(std::string_view text);
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
    [[nodiscard]] const char* copy_plain(const char* at, const char* end);
    void escape(unsigned char octet);
    [[nodiscard]] std::size_t wide(const char* at, const char* end);
    [[nodiscard]] bool short_decimal(double value) noexcept;
    template <class Value>
    void digits(Value value);

    std::string& out_;
    char room_[room_size];
    char* at_ = room_;
};

/** Append a string as `JsonWriter::string` writes it. */
void append_string(std::string& out, std::string_view text);

}  // namespace serval::detail

#include "caching/stored_response.hpp"

#include <cstdint>
#include <stdexcept>

namespace serval {
namespace {

constexpr char format_version = 1;
constexpr std::uint64_t latest = 9'000'000'000'000;   // in milliseconds; a time point holds little more

/** Append a number seven bits at a time, the least first; all but the last octet have the eighth bit. */
void append_number(std::string& out, std::uint64_t value) {
    for (; value >= 0x80; value >>= 7U) out += static_cast<char>(static_cast<unsigned char>(value | 0x80U));
    out += static_cast<char>(value);
}

void append_text(std::string& out, std::string_view text) {
    append_number(out, text.size());
    out += text;
}

/** Takes apart what was kept. Whoever wrote it, nothing beyond its end is read. */
class EncodedResponse {
public:
    explicit EncodedResponse(std::string_view text) : rest_{text} {}

    [[nodiscard]] std::uint64_t number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 63; shift += 7) {
            const auto octet = static_cast<unsigned char>(text(1).front());
            value |= std::uint64_t{octet & 0x7FU} << shift;
            if ((octet & 0x80U) == 0) return value;
        }
        throw std::invalid_argument{"a number without an end"};
    }
    [[nodiscard]] std::string_view text(std::uint64_t size) {
        if (size > rest_.size()) throw std::invalid_argument{"a text without an end"};
        const std::string_view taken = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return taken;
    }
    [[nodiscard]] std::string_view text() { return text(number()); }
    [[nodiscard]] std::string_view rest() const noexcept { return rest_; }

private:
    std::string_view rest_;
};

StoredResponse read_response(EncodedResponse encoded) {
    StoredResponse response;
    const std::uint64_t status = encoded.number();
    if (status < 100 || status > 999) throw std::invalid_argument{"no status"};
    response.status = static_cast<Status>(status);
    const std::uint64_t made = encoded.number();
    if (made > latest) throw std::invalid_argument{"no time"};
    response.made = std::chrono::system_clock::time_point{std::chrono::milliseconds{made}};
    for (std::uint64_t fields = encoded.number(); fields != 0; --fields) {
        const std::string_view name = encoded.text();
        response.headers.add(name, encoded.text());
    }
    response.body = encoded.rest();
    return response;
}

}  // namespace

std::size_t octets_of(const StoredResponse& response) noexcept {
    std::size_t octets = response.body.size();
    for (const Headers::Field& field : response.headers) octets += field.name.size() + field.value.size();
    return octets;
}

std::string encode(const StoredResponse& response) {
    std::string out(1, format_version);
    const auto made = std::chrono::floor<std::chrono::milliseconds>(response.made.time_since_epoch());
    append_number(out, static_cast<std::uint64_t>(number(response.status)));
    append_number(out, made.count() > 0 ? static_cast<std::uint64_t>(made.count()) : 0);
    append_number(out, response.headers.size());
    for (const Headers::Field& field : response.headers) {
        append_text(out, field.name);
        append_text(out, field.value);
    }
    return out += response.body;
}

std::optional<StoredResponse> decode_response(std::string_view text) {
    if (text.empty() || text.front() != format_version) return std::nullopt;
    try {
        return read_response(EncodedResponse{text.substr(1)});
    } catch (const std::invalid_argument&) {
        return std::nullopt;
    }
}

}  // namespace serval

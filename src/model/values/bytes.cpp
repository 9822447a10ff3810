#include <serval/model/values/bytes.hpp>

#include <serval/http/base64.hpp>

namespace serval {

bool TextForm<Bytes>::parse(std::string_view text, Bytes& out) {
    std::optional<std::string> octets = from_base64(text);
    if (octets) out = Bytes{*std::move(octets)};
    return octets.has_value();
}

void TextForm<Bytes>::format(const Bytes& value, std::string& out) { append_base64(out, value.octets()); }

}  // namespace serval

#include "transport/head_reader.hpp"

#include "http/octet_runs.hpp"
#include "http/syntax.hpp"
#include "http/target_reader.hpp"

#include <limits>

namespace serval::detail {
namespace {

constexpr std::size_t tolerated_empty_lines = 2;   // RFC 9112 §2.2
constexpr std::size_t longest_known_host = 256;

void set_target(Request& request, const Target& target) {
    if (!target.scheme.empty()) return request.set_target(target.origin_form());   // what stands apart there, or is left out
    const std::size_t query_size = target.has_query ? target.query.size() + 1 : 0;
    request.set_target({target.path.data(), target.path.size() + query_size}, target.path.size());
}

/** Whether a field's name is `known`, which has its size and is of small letters and hyphens: of all that a token may hold, they alone
    look like that with this bit set.
*/
bool is_field(std::string_view name, std::string_view known) noexcept {
    for (std::size_t i = 0; i < known.size(); ++i) {
        if ((name[i] | 0x20) != known[i]) return false;
    }
    return true;
}

bool is_letter(char c) noexcept { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

}  // namespace

HeadReader::Outcome HeadReader::read(std::string_view input, Request& request) {
    // What was incomplete before stays so until another line ends; so that single octets cost no reading anew.
    if (seen_ != 0 && input.find('\n', seen_) == std::string_view::npos) return incomplete(input);
    const Outcome outcome = read_lines(input, request);
    return outcome == Outcome::incomplete ? incomplete(input) : outcome;
}

HeadReader::Outcome HeadReader::read_lines(std::string_view input, Request& request) {
    if (fields_at_ == 0) {
        if (const Outcome o = skip_empty_lines(input); o != Outcome::complete) return o;
        if (const Outcome o = read_request_line(input, request); o != Outcome::complete) return o;
    }
    while (true) {
        if (at_ + 2 > limits_.head_octets) return refuse(Status::request_header_fields_too_large, "The head is too large.");
        if (at_ == input.size()) return Outcome::incomplete;
        if (input[at_] == '\r') return finish(input, request);
        if (const Outcome o = read_field(input); o != Outcome::complete) return o;
    }
}

HeadReader::Outcome HeadReader::skip_empty_lines(std::string_view input) {
    while (at_ < input.size() && input[at_] == '\r') {
        if (at_ + 1 == input.size()) return Outcome::incomplete;
        if (input[at_ + 1] != '\n') return refuse(Status::bad_request, "A carriage return stands alone.");
        at_ += 2;
        if (at_ > 2 * tolerated_empty_lines) return refuse(Status::bad_request, "Empty lines stand in place of a request.");
    }
    return at_ < input.size() ? Outcome::complete : Outcome::incomplete;
}

HeadReader::Outcome HeadReader::read_request_line(std::string_view input, Request& request) {
    const std::size_t method_end = skip_token(input, at_);
    const std::string_view name = input.substr(at_, method_end - at_);
    if (name.size() > Method::max_size) return refuse(Status::not_implemented, "The method's name is too long.");
    if (method_end == input.size()) return Outcome::incomplete;
    if (name.empty() || input[method_end] != ' ') return refuse(Status::bad_request, "The request line is malformed.");
    if (!is_letter(name.front())) return refuse(Status::not_implemented, "A method's name begins with a letter.");

    const std::size_t target_at = method_end + 1;
    const TargetOctets octets = scan_target(input, target_at);
    const std::string_view text = input.substr(target_at, octets.end - target_at);
    if (text.size() > limits_.target_octets) return refuse(Status::uri_too_long, "The target is too long.");
    if (octets.end == input.size()) return Outcome::incomplete;
    if (input[octets.end] != ' ') return refuse(Status::bad_request, "The request line is malformed.");
    if (const Outcome o = read_version(input, octets.end + 1); o != Outcome::complete) return o;

    if (name == "CONNECT") return refuse(Status::not_implemented, "This server is no tunnel.");
    const Method method = name == "GET" ? Method::get : *Method::parse(name);
    const auto target = read_target(method, text, octets.marks);
    if (!target) return refuse(Status::bad_request, "The target is malformed (RFC 9112, section 3.2).");
    request.set_method(method);
    set_target(request, *target);
    authority_at_ = target->authority.empty() ? 0 : static_cast<std::uint32_t>(target->authority.data() - input.data());
    authority_size_ = static_cast<std::uint32_t>(target->authority.size());
    return Outcome::complete;
}

HeadReader::Outcome HeadReader::read_version(std::string_view input, std::size_t at) {
    static constexpr std::string_view usual = "HTTP/1.1\r\n";
    if (input.substr(at, usual.size()) != usual) return read_other_version(input, at);
    at_ = fields_at_ = at + usual.size();
    return Outcome::complete;
}

HeadReader::Outcome HeadReader::read_other_version(std::string_view input, std::size_t at) {
    static constexpr std::string_view pattern = "HTTP/d.d\r\n";   // d: any digit
    const std::string_view version = input.substr(at, pattern.size());
    for (std::size_t i = 0; i < version.size(); ++i) {
        const bool fits = pattern[i] == 'd' ? version[i] >= '0' && version[i] <= '9' : version[i] == pattern[i];
        if (!fits) return refuse(Status::bad_request, "The request line does not end in an HTTP version.");
    }
    if (version.size() < pattern.size()) return Outcome::incomplete;
    if (version[5] != '1' || version[7] > '1') {
        return refuse(Status::http_version_not_supported, "HTTP/1.1 and HTTP/1.0 are spoken here.");
    }
    framing_.http_1_0 = version[7] == '0';
    framing_.keep_alive = !framing_.http_1_0;
    at_ = fields_at_ = at + pattern.size();
    return Outcome::complete;
}

HeadReader::Outcome HeadReader::read_field(std::string_view input) {
    const std::size_t colon = skip_field_name(input, at_);
    if (colon == input.size()) return Outcome::incomplete;
    if (colon == at_ || input[colon] != ':') return refuse(Status::bad_request, "A header field's name is malformed.");
    const std::size_t end = find_control(input, colon + 1);
    if (end == input.size()) return Outcome::incomplete;
    if (input[end] != '\r') return refuse(Status::bad_request, "A header field's value holds a control character.");
    if (end + 1 == input.size()) return Outcome::incomplete;
    if (input[end + 1] != '\n') return refuse(Status::bad_request, "A carriage return stands alone.");
    if (fields_.size() == limits_.header_fields) {
        return refuse(Status::request_header_fields_too_large, "There are too many header fields.");
    }
    const std::string_view value = trimmed({input.data() + colon + 1, end - colon - 1});
    fields_.push_back({static_cast<std::uint32_t>(at_ - fields_at_), static_cast<std::uint32_t>(colon - at_),
                       static_cast<std::uint32_t>(value.data() - input.data() - fields_at_), static_cast<std::uint32_t>(value.size())});
    const std::string_view name{input.data() + at_, colon - at_};
    at_ = end + 2;
    return take_field(name, value);
}

HeadReader::Outcome HeadReader::take_field(std::string_view name, std::string_view value) {
    switch (name.size()) {
        case 4: return is_field(name, "host") ? take_host(value) : Outcome::complete;
        case 6: return is_field(name, "expect") ? take_expectation(value) : Outcome::complete;
        case 10: return is_field(name, "connection") ? take_connection(value) : Outcome::complete;
        case 14: return is_field(name, "content-length") ? take_length(value) : Outcome::complete;
        case 17: return is_field(name, "transfer-encoding") ? take_coding(value) : Outcome::complete;
        case 12:
            if (!is_field(name, "content-type")) return Outcome::complete;
            if (has_content_type_) return refuse(Status::bad_request, "Content-Type stands twice.");
            has_content_type_ = true;
            return Outcome::complete;
        default: return Outcome::complete;
    }
}

HeadReader::Outcome HeadReader::take_host(std::string_view value) {
    if (has_host_) return refuse(Status::bad_request, "Host stands twice (RFC 9112, section 3.2).");
    if (value.empty() || value != known_host_) {
        if (!parse_authority(value)) return refuse(Status::bad_request, "Host is malformed (RFC 9110, section 7.2).");
        if (value.size() <= longest_known_host) known_host_ = value;
    }
    has_host_ = true;
    host_field_ = static_cast<std::uint32_t>(fields_.size() - 1);
    return Outcome::complete;
}

HeadReader::Outcome HeadReader::take_length(std::string_view value) {
    static constexpr std::string_view malformed = "Content-Length is malformed (RFC 9110, section 8.6).";
    if (has_length_) return refuse(Status::bad_request, "Content-Length stands twice.");
    if (value.empty()) return refuse(Status::bad_request, malformed);
    std::uint64_t length = 0;
    for (const char c : value) {
        if (c < '0' || c > '9') return refuse(Status::bad_request, malformed);
        const auto digit = static_cast<std::uint64_t>(c - '0');
        if (length > (std::numeric_limits<std::int64_t>::max() - digit) / 10) return refuse(Status::bad_request, malformed);
        length = length * 10 + digit;
    }
    has_length_ = true;
    framing_.length = length;
    if (length != 0) framing_.content = Framing::Content::length;
    return Outcome::complete;
}

HeadReader::Outcome HeadReader::take_coding(std::string_view value) {
    if (has_coding_) return refuse(Status::bad_request, "Transfer-Encoding stands twice.");
    has_coding_ = true;
    if (same_ignoring_case(value, "chunked")) {
        framing_.content = Framing::Content::chunked;
        return Outcome::complete;
    }
    // Of a list nobody can be sure how another reader took it; a single coding is merely one we lack.
    if (is_token(value)) return refuse(Status::not_implemented, "The only transfer coding known here is chunked.");
    return refuse(Status::bad_request, "Transfer-Encoding is not just chunked.");
}

HeadReader::Outcome HeadReader::take_connection(std::string_view value) {
    while (!value.empty()) {
        const auto comma = value.find(',');
        const std::string_view option = trimmed(value.substr(0, comma));
        if (same_ignoring_case(option, "close")) must_close_ = true;
        if (same_ignoring_case(option, "keep-alive")) framing_.keep_alive = true;
        value = comma == std::string_view::npos ? std::string_view{} : value.substr(comma + 1);
    }
    return Outcome::complete;
}

HeadReader::Outcome HeadReader::take_expectation(std::string_view value) {
    if (framing_.http_1_0) return Outcome::complete;   // RFC 9110 §10.1.1: to be ignored
    if (!same_ignoring_case(value, "100-continue")) {
        return refuse(Status::expectation_failed, "The only expectation met here is 100-continue.");
    }
    framing_.expects_continue = true;
    return Outcome::complete;
}

HeadReader::Outcome HeadReader::finish(std::string_view input, Request& request) {
    if (at_ + 1 == input.size()) return Outcome::incomplete;
    if (input[at_ + 1] != '\n') return refuse(Status::bad_request, "A carriage return stands alone.");
    if (const Outcome o = judge(input); o != Outcome::complete) return o;
    request.headers().take_over(input.substr(fields_at_, at_ - fields_at_), fields_);
    at_ += 2;
    return Outcome::complete;
}

HeadReader::Outcome HeadReader::judge(std::string_view input) noexcept {
    if (!has_host_ && !framing_.http_1_0) return refuse(Status::bad_request, "Host is missing (RFC 9112, section 3.2).");
    if (has_coding_ && has_length_) return refuse(Status::bad_request, "Content-Length and Transfer-Encoding contradict each other.");
    if (has_coding_ && framing_.http_1_0) return refuse(Status::bad_request, "HTTP/1.0 knows no Transfer-Encoding.");
    if (!authority_agrees(input)) return refuse(Status::bad_request, "Host and the target's authority differ.");
    if (framing_.content == Framing::Content::none) framing_.expects_continue = false;
    if (must_close_) framing_.keep_alive = false;
    return Outcome::complete;
}

bool HeadReader::authority_agrees(std::string_view input) const noexcept {
    if (authority_size_ == 0 || !has_host_) return true;
    const Headers::Slot& host = fields_[host_field_];
    return same_ignoring_case(input.substr(authority_at_, authority_size_), input.substr(fields_at_ + host.value_at, host.value_size));
}

HeadReader::Outcome HeadReader::incomplete(std::string_view input) {
    if (fields_at_ == 0 && input.size() > limits_.target_octets + Method::max_size + 16) {
        return refuse(Status::uri_too_long, "The target is too long.");
    }
    if (input.size() >= limits_.head_octets) return refuse(Status::request_header_fields_too_large, "The head is too large.");
    seen_ = input.size();
    return Outcome::incomplete;
}

HeadReader::Outcome HeadReader::refuse(Status status, std::string_view detail) noexcept {
    refusal_ = {status, detail};
    return Outcome::refused;
}

void HeadReader::reset() noexcept {
    fields_.clear();
    framing_ = {};
    at_ = seen_ = fields_at_ = 0;
    authority_size_ = 0;
    has_host_ = has_length_ = has_coding_ = has_content_type_ = must_close_ = false;
}

}  // namespace serval::detail

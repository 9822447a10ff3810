// The reader of HTTP/1 requests: what comes in pieces is read as the whole is, and where Beast takes a request too, it sees the same one.
#include "fuzz/claim.hpp"
#include "fuzz/pieces.hpp"
#include "transport/content_reader.hpp"
#include "transport/head_reader.hpp"

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <algorithm>
#include <limits>
#include <optional>

using namespace serval;
using detail::ContentReader;
using detail::Framing;
using detail::HeadReader;
using fuzz::claim;

namespace {

constexpr std::size_t most_content = 64 * 1024;
constexpr Limits usual;
constexpr Limits tight{.head_octets = 160, .header_fields = 4, .target_octets = 40};

/** A request as it was read, and how many octets it took. */
struct Message {
    std::string method;
    std::string target;
    std::vector<std::pair<std::string, std::string>> fields;
    std::string content;
    Framing framing;
    std::size_t size = 0;
};

bool operator==(const Message& a, const Message& b) {
    return a.method == b.method && a.target == b.target && a.fields == b.fields && a.content == b.content && a.size == b.size &&
           a.framing.length == b.framing.length && a.framing.content == b.framing.content &&
           a.framing.keep_alive == b.framing.keep_alive && a.framing.expects_continue == b.framing.expects_continue &&
           a.framing.http_1_0 == b.framing.http_1_0;
}

/** Reads one request after the other, as a connection does; stops at the first that it refuses. */
class Conversation {
public:
    explicit Conversation(const Limits& limits) : limits_{limits} {}

    void take(std::string_view piece) {
        input_ += piece;
        while (!refused_ && step()) {}
    }

    [[nodiscard]] const std::vector<Message>& messages() const noexcept { return messages_; }
    /** Why the last one was refused: the status, 0 when none was. */
    [[nodiscard]] int refusal() const noexcept { return refused_; }

private:
    bool step() { return in_content_ ? read_content() : read_head(); }

    bool read_head() {
        if (input_.empty()) return false;
        switch (head_.read(input_, request_)) {
            case HeadReader::Outcome::incomplete: return false;
            case HeadReader::Outcome::refused: refuse(head_.refusal()); return false;
            case HeadReader::Outcome::complete: break;
        }
        message_.method = request_.method().name();
        message_.target = request_.target();
        for (const auto field : request_.headers()) message_.fields.emplace_back(field.name, field.value);
        message_.framing = head_.framing();
        drop(head_.size());
        content_.start(message_.framing, limits_.head_octets);
        return in_content_ = true;
    }

    bool read_content() {
        std::string_view rest{input_};
        const auto outcome = content_.read(rest, message_.content, most_content);
        drop(input_.size() - rest.size());
        if (outcome == ContentReader::Outcome::refused) refuse(content_.refusal());
        if (outcome != ContentReader::Outcome::complete) return false;
        messages_.push_back(std::exchange(message_, {}));
        head_.reset();
        request_.clear();
        in_content_ = false;
        return true;
    }

    void drop(std::size_t octets) {
        input_.erase(0, octets);
        message_.size += octets;
    }

    void refuse(const detail::Refusal& refusal) {
        claim(number(refusal.status) >= 400 && !refusal.detail.empty(), "a refusal has a status and says why");
        refused_ = number(refusal.status);
    }

    const Limits& limits_;
    HeadReader head_{limits_};
    ContentReader content_;
    Request request_;
    Message message_;
    std::string input_;
    std::vector<Message> messages_;
    int refused_ = 0;
    bool in_content_ = false;
};

Conversation read_whole(std::string_view text, const Limits& limits) {
    Conversation conversation{limits};
    conversation.take(text);
    return conversation;
}

Conversation read_in_pieces(std::string_view text, const Limits& limits) {
    Conversation conversation{limits};
    for (fuzz::Pieces pieces{text}; !pieces.empty();) conversation.take(pieces.next());
    if (conversation.refusal() == 0) conversation.take("");
    return conversation;
}

void compare(std::string_view text, const Limits& limits) {
    const Conversation whole = read_whole(text, limits);
    const Conversation pieces = read_in_pieces(text, limits);
    claim(whole.messages() == pieces.messages(), "what comes in pieces is read as the whole is");
    // In pieces a fault shows only with the end of its line, and a limit may come before that.
    if (pieces.refusal() != 0) claim(whole.refusal() != 0, "what is refused in pieces is refused as a whole");
}

using Oracle = boost::beast::http::request_parser<boost::beast::http::string_body>;

/** What Beast makes of the front of `text`, and how much of it that takes; nothing when it does not take it for a whole request. */
std::optional<std::size_t> ask_beast(std::string_view text, Oracle& oracle) {
    oracle.header_limit(std::numeric_limits<std::uint32_t>::max());
    oracle.body_limit(boost::none);
    oracle.eager(true);
    std::size_t taken = 0;
    while (!oracle.is_done()) {
        boost::beast::error_code error;
        const std::size_t count = oracle.put(boost::asio::buffer(text.substr(taken)), error);
        taken += count;
        if (error || (count == 0 && !oracle.is_done())) return std::nullopt;
    }
    return taken;
}

std::string_view view(boost::beast::string_view text) { return {text.data(), text.size()}; }

using Fields = std::vector<std::pair<std::string, std::string>>;

/** Fields of one name stay in their order: Beast keeps them side by side. */
Fields sorted(Fields fields) {
    const auto lower = [](std::string name) {
        for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
        return name;
    };
    std::stable_sort(fields.begin(), fields.end(), [&](const auto& a, const auto& b) { return lower(a.first) < lower(b.first); });
    return fields;
}

/** Those of the trailer section, which it takes in as well, come last of their name. */
Fields fields_of(const Oracle& oracle) {
    Fields fields;
    for (const auto& field : oracle.get()) fields.emplace_back(view(field.name_string()), view(field.value()));
    return fields;
}

void compare_fields(const Message& message, const Oracle& oracle) {
    const Fields seen = sorted(fields_of(oracle));
    auto next = seen.begin();
    for (const auto& field : sorted(message.fields)) {
        while (oracle.chunked() && next != seen.end() && *next != field) ++next;   // a trailer field
        claim(next != seen.end() && *next == field, "Beast sees the same fields");
        ++next;
    }
    if (!oracle.chunked()) claim(next == seen.end(), "Beast sees no other fields");
}

/** Whether Beast reads the same request in what we took for one. It is laxer: what it does not take is not held against us. */
void compare_with_beast(std::string_view text, const Message& message) {
    Oracle oracle;
    const auto taken = ask_beast(text, oracle);
    if (!taken) return;
    claim(*taken == message.size, "Beast sees the request end in the same place");
    claim(message.method == view(oracle.get().method_string()), "Beast sees the same method");
    claim(message.content == oracle.get().body(), "Beast sees the same content");
    claim((message.framing.content == Framing::Content::chunked) == oracle.chunked(), "Beast sees chunks where we do");
    const bool has_trailer = fields_of(oracle).size() != message.fields.size();   // which Beast takes for a part of the head
    claim(has_trailer || !message.framing.keep_alive || oracle.keep_alive(), "a connection is kept only where Beast would keep it");
    compare_fields(message, oracle);
}

void consult_beast(std::string_view text) {
    const Conversation whole = read_whole(text, usual);
    for (const Message& message : whole.messages()) {
        compare_with_beast(text, message);
        text.remove_prefix(message.size);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    compare(text, usual);
    compare(text, tight);
    consult_beast(text);
    return 0;
}

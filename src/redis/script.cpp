#include "redis/script.hpp"

#include <array>
#include <stdexcept>
#include <vector>

#include <fmt/format.h>
#include <openssl/evp.h>

#include "redis/command.hpp"

namespace serval::redis {
namespace {

/** As Redis names a script. */
std::string digest_of(std::string_view text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> octets{};
    unsigned size = 0;
    if (EVP_Digest(text.data(), text.size(), octets.data(), &size, EVP_sha1(), nullptr) != 1) {
        throw std::runtime_error{"OpenSSL makes no SHA-1, by which Redis names its scripts"};
    }
    return fmt::format("{:02x}", fmt::join(octets.begin(), octets.begin() + size, ""));
}

std::string format_call(std::string_view verb, std::string_view script, std::span<const std::string> keys,
                        std::span<const std::string> arguments) {
    const std::string count = fmt::format("{}", keys.size());
    std::vector<std::string_view> words{verb, script, count};
    words.insert(words.end(), keys.begin(), keys.end());
    words.insert(words.end(), arguments.begin(), arguments.end());
    return format_command(words);
}

}  // namespace

Script::Script(std::string_view text) : text_{text}, digest_{digest_of(text)} {}

Task<Reply> Script::run(Connections& connections, std::span<const std::string> keys, std::span<const std::string> arguments) const {
    std::string by_digest = format_call("EVALSHA", digest_, keys, arguments);
    Reply reply = co_await connections.ask(std::move(by_digest));
    if (!reply.is_error("NOSCRIPT")) co_return reply;
    std::string by_text = format_call("EVAL", text_, keys, arguments);
    co_return co_await connections.ask(std::move(by_text));
}

}  // namespace serval::redis

#include "redis/command.hpp"

#include <cstddef>
#include <memory>
#include <new>
#include <vector>

#include <hiredis/hiredis.h>

#include <serval/store/shared_store.hpp>

namespace serval::redis {
namespace {

constexpr std::size_t most_octets = 512 * 1024 * 1024;   // of one word, by Redis' protocol; ours of all of them

struct CommandFree {
    void operator()(char* command) const noexcept { redisFreeCommand(command); }
};

}  // namespace

std::string format_command(std::span<const std::string_view> words) {
    std::vector<const char*> texts;
    std::vector<std::size_t> sizes;
    std::size_t octets = 0;
    for (const std::string_view word : words) {
        texts.push_back(word.data());
        sizes.push_back(word.size());
        octets += word.size();
    }
    if (octets > most_octets) throw StoreError{"the value is larger than Redis takes"};
    char* formatted = nullptr;
    const auto size = redisFormatCommandArgv(&formatted, static_cast<int>(words.size()), texts.data(), sizes.data());
    const std::unique_ptr<char, CommandFree> owned{formatted};
    if (size < 0) throw std::bad_alloc{};
    return {formatted, static_cast<std::size_t>(size)};
}

}  // namespace serval::redis

#include "server/handed_in_sockets.hpp"

#include <charconv>
#include <cstdlib>
#include <optional>
#include <string_view>

#include <fcntl.h>
#include <unistd.h>

namespace serval::detail {
namespace {

constexpr int first_descriptor = 3;   // sd_listen_fds(3)
constexpr long most_descriptors = 1024;

std::optional<long> take_number(const char* name) {
    const char* const text = std::getenv(name);
    if (text == nullptr) return std::nullopt;
    const std::string_view digits{text};
    long number = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool whole = fault == std::errc{} && end == digits.data() + digits.size();
    ::unsetenv(name);
    return whole ? std::optional{number} : std::nullopt;
}

}  // namespace

std::vector<int> handed_in_sockets() {
    const auto process = take_number("LISTEN_PID");
    const auto count = take_number("LISTEN_FDS");
    ::unsetenv("LISTEN_FDNAMES");
    std::vector<int> descriptors;
    if (process != ::getpid() || !count || *count > most_descriptors) return descriptors;   // meant for another process
    for (int i = 0; i < *count; ++i) {
        descriptors.push_back(first_descriptor + i);
        ::fcntl(descriptors.back(), F_SETFD, FD_CLOEXEC);
    }
    return descriptors;
}

}  // namespace serval::detail

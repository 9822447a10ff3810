#include "serialization/open_file.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <fmt/format.h>

namespace serval::detail {
namespace {

/** The ways in which a name stands for no file, whoever has made it up. */
bool means_absent(int error) noexcept {
    static constexpr std::array ways{ENOENT, ENOTDIR, ENAMETOOLONG, ELOOP, ENXIO};
    return std::find(ways.begin(), ways.end(), error) != ways.end();
}

[[noreturn]] void fail(const std::string& what) { throw std::system_error{errno, std::generic_category(), what}; }

EntityTag tag_of(const struct stat& facts) {
    return EntityTag{fmt::format("{:x}-{:x}-{:x}-{:x}", facts.st_mtim.tv_sec, facts.st_mtim.tv_nsec, facts.st_size, facts.st_ino)};
}

/** No later than now, or no client would trust it (RFC 9110 §8.8.2.1). */
std::chrono::sys_seconds time_of(const struct stat& facts) {
    const std::chrono::sys_seconds time{std::chrono::seconds{facts.st_mtim.tv_sec}};
    return std::min(time, std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
}

/** Read into a text of at most `most` octets; what the system says in the place of a count is handed on. */
ssize_t read_into(std::string& piece, int descriptor, std::uint64_t position, std::size_t most, int flags) {
    piece.resize(most);
    const iovec place{piece.data(), most};
    ssize_t count = 0;
    do count = ::preadv2(descriptor, &place, 1, static_cast<off_t>(position), flags);
    while (count < 0 && errno == EINTR);
    piece.resize(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    return count;
}

}  // namespace

std::optional<OpenFile> OpenFile::open(const std::string& path) {
    // What is no regular file may wait for somebody at the other end.
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0) {
        if (means_absent(errno)) return std::nullopt;
        fail("the file " + path + " cannot be opened");
    }
    OpenFile file{descriptor};
    if (!file.examine()) return std::nullopt;
    return file;
}

OpenFile::~OpenFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

bool OpenFile::examine() {
    struct stat facts{};
    if (::fstat(descriptor_, &facts) != 0) fail("a file cannot be examined");
    if (!S_ISREG(facts.st_mode)) return false;
    size_ = static_cast<std::uint64_t>(facts.st_size);
    validators_.etag = tag_of(facts);
    validators_.last_modified = time_of(facts);
    return true;
}

std::optional<std::string> OpenFile::read_cached(std::uint64_t position, std::size_t most) const {
    std::string piece;
    // Not every file system can tell; what is wrong with one shows when it is waited for.
    if (read_into(piece, descriptor_, position, most, RWF_NOWAIT) <= 0) return std::nullopt;
    return piece;
}

std::string OpenFile::read(std::uint64_t position, std::size_t most) const {
    std::string piece;
    if (read_into(piece, descriptor_, position, most, 0) < 0) fail("a file cannot be read");
    return piece;
}

}  // namespace serval::detail

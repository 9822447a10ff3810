#include "transport/unix_path.hpp"

#include <cerrno>
#include <utility>

#include <boost/asio/local/stream_protocol.hpp>

#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace serval::detail {
namespace {

bool is_deserted(const std::string& path) noexcept {
    const int probe = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (probe < 0) return false;
    const boost::asio::local::stream_protocol::endpoint endpoint{path};
    const bool refused = ::connect(probe, endpoint.data(), static_cast<socklen_t>(endpoint.size())) != 0 && errno == ECONNREFUSED;
    ::close(probe);
    return refused;
}

bool look(const std::string& path, struct stat& found) noexcept { return ::lstat(path.c_str(), &found) == 0 && S_ISSOCK(found.st_mode); }

}  // namespace

void UnixPath::clear(const std::string& path) noexcept {
    struct stat found {};
    if (look(path, found) && is_deserted(path)) ::unlink(path.c_str());
}

UnixPath::UnixPath(std::string path) noexcept : path_{std::move(path)} {
    struct stat found {};
    if (!look(path_, found)) return;
    device_ = found.st_dev;
    file_ = found.st_ino;
}

UnixPath::~UnixPath() {
    struct stat found {};
    if (look(path_, found) && found.st_dev == device_ && found.st_ino == file_) ::unlink(path_.c_str());
}

}  // namespace serval::detail

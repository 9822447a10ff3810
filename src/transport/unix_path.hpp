#pragma once

#include <string>

#include <sys/types.h>

namespace serval::detail {

/** The place of a Unix socket in the file system. */
class UnixPath {
public:
    /** Clear `path` of a socket that nobody listens on any more. Anything else that stands there stays, and binding fails. */
    static void clear(const std::string& path) noexcept;

    /** What has just been bound at `path`; it is removed at the end. */
    explicit UnixPath(std::string path) noexcept;
    /** Remove it, unless another server has put its own there. */
    ~UnixPath();
    UnixPath(const UnixPath&) = delete;
    UnixPath& operator=(const UnixPath&) = delete;

private:
    std::string path_;
    dev_t device_ = 0;
    ino_t file_ = 0;
};

}  // namespace serval::detail

#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <serval/serialization/result.hpp>

namespace serval {

/** A file of the disk, sent as it is: `return File{"covers/dune.png"};`.

    A file that is not there, or is a directory or a device, is a 404. The answer has the media type that the name tells, a length, Last-Modified, and an
    ETag made of the file's time, size and inode. To GET and HEAD, where the endpoint's status is 200, conditions are held against these (304, 412), and one
    range is served (206; 416 where there is nothing of it; RFC 9110 §14).

    It is opened where the handler runs; its content is read piece by piece as the client takes it: on the loop what the system has in memory, the rest on the
    workers. A file that becomes shorter meanwhile breaks the connection off; one that is replaced by renaming another over it is sent as it was.
*/
class File {
public:
    /** @param path  Of the program's own choosing; for what a client names there is `below`. */
    explicit File(std::string path) : path_{std::move(path)} {}

    /** The file that a client names, as a path relative to `directory`. A path that leads out of it, by `..` or as an absolute one, is a 404; symbolic links in
        the directory are followed.
    */
    [[nodiscard]] static File below(std::string_view directory, std::string_view path);

    /** Say what it is, in the place of what its name tells. */
    File& media_type(std::string media_type) & { return media_type_ = std::move(media_type), *this; }
    File&& media_type(std::string media_type) && { return std::move(this->media_type(std::move(media_type))); }

    /** Have browsers save it, under its own name or as `filename` (Content-Disposition, RFC 6266). */
    File& attachment(std::string filename = {}) &;
    File&& attachment(std::string filename = {}) && { return std::move(attachment(std::move(filename))); }

    /** Empty where there can be no such file. */
    [[nodiscard]] const std::string& path() const noexcept { return path_; }
    [[nodiscard]] const std::string& media_type() const noexcept { return media_type_; }
    /** What it is to be saved as; empty where it is to be shown. */
    [[nodiscard]] const std::string& filename() const noexcept { return filename_; }

private:
    std::string path_;
    std::string media_type_;
    std::string filename_;
};

template <>
struct Result<File> {
    static void describe(DeclaredResponses& responses);
    /** @throws std::system_error for a file that is there and cannot be opened. */
    static void write(File& file, Rendering& out);
};

}  // namespace serval

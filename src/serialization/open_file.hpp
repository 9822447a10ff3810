#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include <serval/http/preconditions.hpp>

namespace serval::detail {

/** A regular file, open for reading. */
class OpenFile {
public:
    /** Nothing where there is no regular file of this name.
        @throws std::system_error when there is one and it cannot be opened.
    */
    [[nodiscard]] static std::optional<OpenFile> open(const std::string& path);

    OpenFile(OpenFile&& other) noexcept
        : descriptor_{std::exchange(other.descriptor_, -1)}, size_{other.size_}, validators_{std::move(other.validators_)} {}
    OpenFile& operator=(OpenFile&&) = delete;
    ~OpenFile();

    /** As it was when it was opened. */
    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
    [[nodiscard]] const Validators& validators() const noexcept { return validators_; }

    /** Up to `most` octets from `position` on; nothing where the disk would have to be waited for.
        @throws std::system_error
    */
    [[nodiscard]] std::optional<std::string> read_cached(std::uint64_t position, std::size_t most) const;
    /** The same, waiting for the disk. Empty at the end. */
    [[nodiscard]] std::string read(std::uint64_t position, std::size_t most) const;

private:
    explicit OpenFile(int descriptor) noexcept : descriptor_{descriptor} {}

    /** Whether it is a regular file, and if so, learn what there is to know of it. */
    [[nodiscard]] bool examine();

    int descriptor_;
    std::uint64_t size_ = 0;
    Validators validators_;
};

}  // namespace serval::detail

#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace serval::detail {

/** The file in which a program's OpenAPI document is kept. */
class DocumentFile {
public:
    explicit DocumentFile(std::string path) : path_{std::move(path)} {}

    /** @throws std::system_error naming the file, where it cannot be written. */
    void write(std::string_view document) const;
    /** Whether it holds just this. A file that cannot be read holds nothing. */
    [[nodiscard]] bool holds(std::string_view document) const;

private:
    std::string path_;
};

}  // namespace serval::detail

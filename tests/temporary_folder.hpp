#pragma once

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

#include <unistd.h>

namespace serval::test {

/** A folder of its own, with blanks in its name, gone with all that is in it at the end of its scope. */
class TemporaryFolder {
public:
    TemporaryFolder() {
        path_ = (std::filesystem::temp_directory_path() / "serval test XXXXXX").string();
        if (::mkdtemp(path_.data()) == nullptr) throw std::runtime_error{"no temporary folder"};
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    [[nodiscard]] const std::string& path() const noexcept { return path_; }
    /** Where a file of that name is, or would be. */
    [[nodiscard]] std::string file(std::string_view name) const { return path_ + "/" + std::string{name}; }
    /** Make a file; gives its path. */
    std::string write(std::string_view name, std::string_view content) const {
        std::ofstream{file(name), std::ios::binary} << content;
        return file(name);
    }

private:
    std::string path_;
};

}  // namespace serval::test

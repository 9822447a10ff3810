#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include <serval/detail/fixed_string.hpp>
#include <serval/validation/argument.hpp>
#include <serval/validation/extraction.hpp>

namespace serval {

namespace detail {
enum class FileCount : bool { one, any };
/** @throws as Extraction::form. */
[[nodiscard]] bool extract_files(Extraction& in, std::string_view name, FileCount count, std::vector<UploadedFile>& out);
void declare_files(std::vector<Argument>& out, std::string_view name, FileCount count);
}  // namespace detail

/** The file in a form's field: `Upload<"cover">`, of a `multipart/form-data` body (RFC 7578). Without a file it is an error. */
template <FixedString Name>
class Upload {
public:
    static constexpr bool reads_form = true;

    [[nodiscard]] const UploadedFile& operator*() const noexcept { return file_; }
    [[nodiscard]] const UploadedFile* operator->() const noexcept { return &file_; }

    [[nodiscard]] static std::optional<Upload> extract(Extraction& in) {
        std::vector<UploadedFile> files;
        if (!detail::extract_files(in, Name.view(), detail::FileCount::one, files)) return std::nullopt;
        Upload upload;
        upload.file_ = std::move(files.front());
        return upload;
    }
    static void describe(std::vector<Argument>& out) { detail::declare_files(out, Name.view(), detail::FileCount::one); }

private:
    UploadedFile file_;
};

/** All files in a form's field, none included: `Uploads<"photos">`. */
template <FixedString Name>
class Uploads {
public:
    static constexpr bool reads_form = true;

    [[nodiscard]] const std::vector<UploadedFile>& operator*() const noexcept { return files_; }
    [[nodiscard]] const std::vector<UploadedFile>* operator->() const noexcept { return &files_; }

    [[nodiscard]] static std::optional<Uploads> extract(Extraction& in) {
        Uploads uploads;
        if (!detail::extract_files(in, Name.view(), detail::FileCount::any, uploads.files_)) return std::nullopt;
        return uploads;
    }
    static void describe(std::vector<Argument>& out) { detail::declare_files(out, Name.view(), detail::FileCount::any); }

private:
    std::vector<UploadedFile> files_;
};

}  // namespace serval

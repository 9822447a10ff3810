#pragma once

#include <string>
#include <utility>
#include <vector>

namespace serval {

/** A file that came with a form. */
struct UploadedFile {
    std::string filename;       // without any folder, as the client's user may have named it: not to be trusted as a path
    std::string content_type;   // as the client says; empty when it does not
    std::string content;
};

/** What a form consists of, in order. */
struct FormContent {
    std::vector<std::pair<std::string, std::string>> fields;
    std::vector<std::pair<std::string, UploadedFile>> files;
};

}  // namespace serval

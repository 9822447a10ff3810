#include "server/document_file.hpp"

#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

namespace serval::detail {

void DocumentFile::write(std::string_view document) const {
    std::ofstream file{path_, std::ios::binary};
    file.write(document.data(), static_cast<std::streamsize>(document.size()));
    file.close();
    if (!file) throw std::system_error{errno, std::generic_category(), "\"" + path_ + "\" cannot be written"};
}

bool DocumentFile::holds(std::string_view document) const {
    std::ifstream file{path_, std::ios::binary};
    return std::string{std::istreambuf_iterator<char>{file}, {}} == document;
}

}  // namespace serval::detail

#include "http/digest.hpp"

#include <array>
#include <stdexcept>

#include <openssl/evp.h>

#include <serval/http/base64.hpp>

namespace serval::detail {

std::string sha256_base64(std::string_view content) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> octets;
    unsigned int size = 0;
    if (EVP_Digest(content.data(), content.size(), octets.data(), &size, EVP_sha256(), nullptr) != 1) {
        throw std::runtime_error{"OpenSSL cannot make a SHA-256 digest"};
    }
    return to_base64({reinterpret_cast<const char*>(octets.data()), size});
}

}  // namespace serval::detail

#include "authentication/credential_memory.hpp"

#include <stdexcept>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "detail/random_octets.hpp"

namespace serval {

CredentialMemory::CredentialMemory(Clock::duration time) : time_{time} { detail::fill_with_random_octets(key_); }

CredentialMemory::Digest CredentialMemory::digest(std::string_view credentials) const {
    Digest result{};
    unsigned int size = 0;
    const auto* const data = reinterpret_cast<const unsigned char*>(credentials.data());
    if (HMAC(EVP_sha256(), key_.data(), static_cast<int>(key_.size()), data, credentials.size(), result.data(), &size) == nullptr) {
        throw std::runtime_error{"HMAC-SHA-256 failed"};
    }
    return result;
}

std::optional<User> CredentialMemory::find(std::string_view credentials) const {
    // The digest is keyed by a secret, so that the time a look-up takes tells nothing of what is kept.
    const Digest key = digest(credentials);
    const std::lock_guard lock{mutex_};
    const auto found = entries_.find(key);
    if (found == entries_.end() || found->second.until <= Clock::now()) return std::nullopt;
    return found->second.user;
}

void CredentialMemory::keep(std::string_view credentials, const User& user) {
    const Digest key = digest(credentials);
    const auto now = Clock::now();
    const std::lock_guard lock{mutex_};
    if (entries_.size() >= most) make_room(now);
    entries_.insert_or_assign(key, Entry{user, now + time_});
}

void CredentialMemory::make_room(Clock::time_point now) {
    std::erase_if(entries_, [now](const auto& entry) { return entry.second.until <= now; });
    if (entries_.size() >= most) entries_.clear();   // all are fresh: better to check again than to grow
}

}  // namespace serval

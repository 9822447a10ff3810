#include <serval/authentication/password.hpp>

#include <charconv>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>

#include <fmt/format.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <serval/http/base64.hpp>

#include "detail/random_octets.hpp"

namespace serval {
namespace {

constexpr std::size_t key_size = 32;
constexpr std::size_t salt_size = 16;
constexpr std::uint64_t most_memory = 256 * 1024 * 1024;   // a hash from elsewhere cannot ask for more

struct Cost {
    std::uint64_t log_n = 0;
    std::uint64_t r = 0;
    std::uint64_t p = 0;
};

Cost widened(PasswordCost cost) noexcept { return {cost.log_n, cost.r, cost.p}; }

struct Kept {
    Cost cost{};
    std::string salt{};
    std::string key{};
};

std::string derive_key(std::string_view password, std::string_view salt, const Cost& cost) {
    std::string key(key_size, '\0');
    const auto* const salt_octets = reinterpret_cast<const unsigned char*>(salt.data());
    auto* const key_octets = reinterpret_cast<unsigned char*>(key.data());
    const int ok = EVP_PBE_scrypt(password.data(), password.size(), salt_octets, salt.size(), std::uint64_t{1} << cost.log_n,
                                  cost.r, cost.p, most_memory, key_octets, key.size());
    if (ok != 1) throw std::runtime_error{"scrypt failed: too little memory, or a cost beyond reason"};
    return key;
}

/** The part of `text` before `end`, which it is shortened by. */
std::optional<std::string_view> take_until(std::string_view& text, std::string_view end) {
    const auto at = text.find(end);
    if (at == std::string_view::npos) return std::nullopt;
    const std::string_view part = text.substr(0, at);
    text.remove_prefix(at + end.size());
    return part;
}

bool take_number(std::string_view& text, std::string_view end, std::uint64_t& out) {
    const auto part = take_until(text, end);
    if (!part.has_value()) return false;
    const auto read = std::from_chars(part->data(), part->data() + part->size(), out);
    return read.ec == std::errc{} && read.ptr == part->data() + part->size();
}

bool is_reasonable(const Cost& cost) noexcept {
    const auto is_within = [](std::uint64_t value, std::uint64_t most) { return value >= 1 && value <= most; };
    return is_within(cost.log_n, 20) && is_within(cost.r, 32) && is_within(cost.p, 16) &&
           (std::uint64_t{128} << cost.log_n) * cost.r < most_memory / 2;
}

std::optional<Kept> parse(std::string_view text) {
    Kept kept;
    Cost& cost = kept.cost;
    if (take_until(text, "$scrypt$ln=") != "" || !take_number(text, ",r=", cost.log_n) || !take_number(text, ",p=", cost.r) ||
        !take_number(text, "$", cost.p) || !is_reasonable(cost)) {
        return std::nullopt;
    }
    const auto salt = from_base64(take_until(text, "$").value_or(""));
    const auto key = from_base64(text);
    if (!salt.has_value() || !key.has_value() || key->size() != key_size) return std::nullopt;
    kept.salt = *salt;
    kept.key = *key;
    return kept;
}

}  // namespace

bool is_possible(PasswordCost cost) noexcept { return is_reasonable(widened(cost)); }

std::string hash_password(std::string_view password, PasswordCost wanted) {
    const Cost cost = widened(wanted);
    if (!is_reasonable(cost)) throw std::invalid_argument{"passwords are not hashed at a cost of nothing, nor at one beyond reason"};
    std::string salt(salt_size, '\0');
    detail::fill_with_random_octets({reinterpret_cast<unsigned char*>(salt.data()), salt.size()});
    return fmt::format("$scrypt$ln={},r={},p={}${}${}", cost.log_n, cost.r, cost.p, to_base64(salt),
                       to_base64(derive_key(password, salt, cost)));
}

bool verify_password(std::string_view password, std::string_view kept_text, PasswordCost cost) {
    const auto kept = parse(kept_text);
    if (!kept.has_value() && !kept_text.empty()) return false;
    const Kept compared = kept.value_or(Kept{.cost = widened(cost), .salt = std::string(salt_size, '\0')});
    const std::string key = derive_key(password, compared.salt, compared.cost);
    return kept.has_value() && CRYPTO_memcmp(key.data(), kept->key.data(), key.size()) == 0;
}

bool has_other_cost(std::string_view kept_text, PasswordCost wanted) {
    const auto kept = parse(kept_text);
    const Cost cost = widened(wanted);
    return !kept.has_value() || kept->cost.log_n != cost.log_n || kept->cost.r != cost.r || kept->cost.p != cost.p;
}

}  // namespace serval

#include <serval/authentication/basic_auth.hpp>

#include <openssl/evp.h>

#include <serval/http/request.hpp>
#include <serval/problem/http_error.hpp>
#include <serval/tasks/on_worker.hpp>

#include "authentication/credential_memory.hpp"
#include "authentication/realm.hpp"

namespace serval {
namespace {

[[noreturn]] void refuse(std::string why) { throw AuthenticationFailed{"Invalid basic header. " + std::move(why)}; }

bool is_basic(std::string_view header) {
    static constexpr std::string_view scheme = "basic";
    if (!same_field_name(header.substr(0, scheme.size()), scheme)) return false;
    return header.size() == scheme.size() || header[scheme.size()] == ' ';
}

std::string decode_base64(std::string_view encoded) {
    if (encoded.empty() || encoded.size() % 4 != 0) refuse("Credentials not correctly base64 encoded.");
    std::string out(encoded.size() / 4 * 3, '\0');
    const auto* const from = reinterpret_cast<const unsigned char*>(encoded.data());
    const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()), from, static_cast<int>(encoded.size()));
    if (size < 0) refuse("Credentials not correctly base64 encoded.");
    const auto padding = encoded.size() - 1 - encoded.find_last_not_of('=');   // counted as zero octets in `size`
    out.resize(static_cast<std::size_t>(size) - padding);
    return out;
}

/** Name and password with a colon between, as they stand encoded behind the scheme's name. */
std::string credentials_in(std::string_view header) {
    const auto begin = header.find_first_not_of(' ', 5);
    if (begin == std::string_view::npos) refuse("No credentials provided.");
    const std::string_view encoded = header.substr(begin);
    if (encoded.find(' ') != std::string_view::npos) refuse("Credentials string should not contain spaces.");
    std::string credentials = decode_base64(encoded);
    if (credentials.find(':') == std::string::npos) refuse("Credentials not correctly base64 encoded.");
    return credentials;
}

}  // namespace

struct BasicAuth::State {
    Check check;
    std::string realm;
    bool blocking = false;
    std::unique_ptr<CredentialMemory> memory{};

    [[nodiscard]] User find(const std::string& credentials) {
        const std::string_view text = credentials;
        const auto colon = text.find(':');
        auto user = check(text.substr(0, colon), text.substr(colon + 1));
        if (!user.has_value()) throw AuthenticationFailed{"Invalid username/password."};
        if (memory != nullptr) memory->keep(credentials, *user);
        return std::move(*user);
    }

    [[nodiscard]] Task<std::optional<User>> find_on_worker(std::string credentials) {
        const auto find_it = [this, &credentials] { return find(credentials); };
        User user = co_await on_worker(find_it);
        co_return std::optional<User>(std::move(user));
    }
};

BasicAuth::BasicAuth(Check check, std::string realm) {
    check_realm(realm);
    state_ = detail::OwnedPointer<State>{new State{std::move(check), std::move(realm)}};
}

BasicAuth::BasicAuth(BasicAuth&&) noexcept = default;
BasicAuth::~BasicAuth() = default;

BasicAuth BasicAuth::blocking() && {
    state_->blocking = true;
    return std::move(*this);
}

BasicAuth BasicAuth::remember(std::chrono::seconds time) && {
    state_->memory = std::make_unique<CredentialMemory>(time);
    return std::move(*this);
}

Task<std::optional<User>> BasicAuth::authenticate(Request& request) const {
    using Result = Task<std::optional<User>>;
    const auto header = request.header("Authorization");
    if (!header.has_value() || !is_basic(*header)) return Result::ready(std::nullopt);
    std::string credentials = credentials_in(*header);
    if (state_->memory != nullptr) {
        if (auto known = state_->memory->find(credentials)) return Result::ready(std::move(known));
    }
    if (state_->blocking) return state_->find_on_worker(std::move(credentials));
    return Result::ready(state_->find(credentials));
}

std::string BasicAuth::challenge() const { return "Basic realm=\"" + state_->realm + "\", charset=\"UTF-8\""; }

SecurityScheme BasicAuth::describe() const { return {.name = "basic", .type = "http", .scheme = "basic"}; }

}  // namespace serval

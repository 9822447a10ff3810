#pragma once

#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <serval/detail/type_id.hpp>

namespace serval {

class Request;

/** An object of the application's own, of any one type, shared and unchanging. */
class OwnObject {
public:
    OwnObject() = default;
    template <class T>
    OwnObject(std::shared_ptr<T> object) noexcept : type_{type_id<std::remove_const_t<T>>}, object_{std::move(object)} {}

    /** The object; null when there is none, or none of that type. */
    template <class T>
    [[nodiscard]] const T* get() const noexcept {
        return type_ == type_id<T> ? static_cast<const T*>(object_.get()) : nullptr;
    }

private:
    TypeId type_ = nullptr;
    std::shared_ptr<const void> object_;
};

/** Who is asking, as an authenticator found out. */
struct User {
    std::string id{};
    std::string name{};
    bool is_staff = false;
    std::vector<std::string> roles{};
    std::vector<std::string> scopes{};
    OwnObject own{};   // what the application itself knows of the user: `who->own.get<Member>()`
};

/** The user of a request; null when nobody is known, also before authentication has run. */
[[nodiscard]] const User* user_of(const Request& request) noexcept;

}  // namespace serval

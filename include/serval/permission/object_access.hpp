#pragma once

#include <optional>
#include <utility>
#include <vector>

#include <serval/permission/object_permission.hpp>
#include <serval/validation/argument.hpp>
#include <serval/validation/extraction.hpp>

namespace serval {

/** What the one who asks may do with objects that a handler has looked up, as the handler's argument.

    @code
    Book change(Path<"id", int> id, Body<Book> body, ObjectAccess access) {
        Book book = store.find(*id);
        access.require(is_owner(&Book::added_by), book);
        …
    @endcode
    Holds as long as the request. Lists are not filtered by it: ask the store for what the user may see.
*/
class ObjectAccess {
public:
    explicit ObjectAccess(const Request& request) noexcept : request_{&request} {}

    /** Go on only where `permission` allows.
        @throws Forbidden with the permission's words; Unauthorized where nobody is known, since that may change the answer.
    */
    template <class T>
    void require(const ObjectPermission<T>& permission, const std::type_identity_t<T>& object) const {
        Verdict verdict = permission.decide(*request_, object);
        if (!verdict.allowed) refuse(std::move(verdict));
    }
    /** The same where who may not see an object is not to know of it. @throws NotFound */
    template <class T>
    void require_or_hide(const ObjectPermission<T>& permission, const std::type_identity_t<T>& object) const {
        if (!permission.decide(*request_, object).allowed) hide();
    }
    /** To ask without a consequence. */
    template <class T>
    [[nodiscard]] bool allows(const ObjectPermission<T>& permission, const std::type_identity_t<T>& object) const {
        return permission.decide(*request_, object).allowed;
    }

    [[nodiscard]] static std::optional<ObjectAccess> extract(Extraction& in);
    static void describe(std::vector<Argument>& out);

private:
    [[noreturn]] void refuse(Verdict verdict) const;
    [[noreturn]] static void hide();

    const Request* request_;
};

}  // namespace serval

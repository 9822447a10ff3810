#pragma once

#include <optional>
#include <vector>

#include <serval/http/preconditions.hpp>
#include <serval/validation/argument.hpp>
#include <serval/validation/extraction.hpp>

namespace serval {

/** What must hold before the client wants a change made, as a handler's argument: so that nobody overwrites what they have not seen.

    @code
    Book replace(Path<"id", int> id, Body<Book> book, Preconditions conditions) {
        conditions.require({EntityTag::of(to_json(store.find(*id)))});
        …
    @endcode
    Holds as long as the request.
*/
class Preconditions {
public:
    explicit Preconditions(const Request& request) noexcept : request_{&request} {}

    /** Go on only where what the client demands is met by the resource as it is; one that demands nothing goes on.
        @throws PreconditionFailed otherwise.
    */
    void check(const Validators& current) const;
    /** The same where there is no such resource: `If-None-Match: *` is met, as when it is to be created. @throws PreconditionFailed */
    void check_absent() const;
    /** As `check`, for a client that must demand something by If-Match or If-Unmodified-Since.
        @throws PreconditionRequired (428, RFC 6585 §3) where it does not; PreconditionFailed where it is not met.
    */
    void require(const Validators& current) const;

    [[nodiscard]] static std::optional<Preconditions> extract(Extraction& in);
    static void describe(std::vector<Argument>& out);

private:
    const Request* request_;
};

}  // namespace serval

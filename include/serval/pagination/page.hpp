#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <serval/serialization/result.hpp>
#include <serval/validation/argument.hpp>
#include <serval/validation/extraction.hpp>

namespace serval {

/** Which page of how many items the client asks for: `?page=2&page_size=50`. As a handler's argument.

    A page that is no positive number is a 404, as one behind the last page is (PAG-03). A page size that is none falls back
    to the default; a larger one than the limit becomes the limit (PAG-04).
*/
class PageNumber {
public:
    static constexpr std::size_t default_size = 20;
    static constexpr std::size_t most = 100;

    PageNumber() = default;
    PageNumber(std::size_t number, std::size_t size) noexcept : number_{number}, size_{size} {}

    /** From 1. */
    [[nodiscard]] std::size_t number() const noexcept { return number_; }
    /** How many items a page has. */
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    /** How many items come before it. */
    [[nodiscard]] std::size_t offset() const noexcept { return (number_ - 1) * size_; }

    /** @throws NotFound */
    [[nodiscard]] static std::optional<PageNumber> extract(Extraction& in);
    static void describe(std::vector<Argument>& out);

private:
    std::size_t number_ = 1;
    std::size_t size_ = default_size;
};

/** The envelope of a page, in this order on the wire. */
template <class T>
struct PageContent {
    std::uint64_t count = 0;              // of all items
    std::optional<std::string> next{};    // the next page's URL, relative to the host
    std::optional<std::string> previous{};
    std::vector<T> results{};
};

/** One page of a result: `return Page<Book>{books.list(page.offset(), page.size()), books.count(), page};` */
template <class T>
class Page {
public:
    /** @param items  Those of this page.
        @param count  Of all pages together.
    */
    Page(std::vector<T> items, std::size_t count, PageNumber page) : items_{std::move(items)}, count_{count}, page_{page} {}

    [[nodiscard]] std::vector<T>& items() noexcept { return items_; }
    [[nodiscard]] std::size_t count() const noexcept { return count_; }
    [[nodiscard]] const PageNumber& page() const noexcept { return page_; }

private:
    std::vector<T> items_;
    std::size_t count_;
    PageNumber page_;
};

namespace detail {

struct PageLinks {
    std::optional<std::string> next;
    std::optional<std::string> previous;
};

/** The links of `page` to its neighbours; the other parameters of the query stay. @throws NotFound for a page behind the last. */
[[nodiscard]] PageLinks link_pages(const Request& request, const PageNumber& page, std::size_t count);

}  // namespace detail

template <class T>
    requires Writable<T>
struct Result<Page<T>> {
    static void describe(DeclaredResponses& responses) {
        responses.content(responses.default_status(), named_type<PageContent<T>>());
        responses.problem(Status::not_found, "There is no such page");
    }
    static void write(Page<T>& page, Rendering& out) {
        detail::PageLinks links = detail::link_pages(out.request(), page.page(), page.count());
        PageContent<T> content{page.count(), std::move(links.next), std::move(links.previous), std::move(page.items())};
        out.content(out.default_status(), type_of<PageContent<T>>(), &content);
    }
};

}  // namespace serval

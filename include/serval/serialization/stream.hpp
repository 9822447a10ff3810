#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <serval/detail/fixed_string.hpp>
#include <serval/detail/unique_function.hpp>
#include <serval/http/content_source.hpp>
#include <serval/serialization/content_writer.hpp>
#include <serval/serialization/result.hpp>

namespace serval {

// What can be called comes first in these: asked of a stream itself, as its own moving asks, they end there.

/** A plain function that makes a stream, piece by piece: it appends the next one to what it is given, and says whether there are more. */
template <class F>
concept MakesPieces = requires(F& make, std::string& out) {
    { make(out) } -> std::same_as<bool>;
} && std::move_constructible<F>;

/** A coroutine that makes a stream: it writes what there is, and waits for what is to come. */
template <class F>
concept WritesContent = requires(F& write, ContentWriter& out) {
    { write(out) } -> std::same_as<Task<void>>;
} && std::move_constructible<F>;

namespace detail {

/** How a stream's content is made, whatever its media type. */
class StreamedContent {
public:
    using MakePiece = UniqueFunction<bool(std::string&)>;
    using WriteContent = UniqueFunction<Task<void>(ContentWriter&)>;

    explicit StreamedContent(std::unique_ptr<ContentSource> source) : source_{std::move(source)} {}
    StreamedContent(MakePiece make, std::optional<std::uint64_t> length) : make_{std::move(make)}, length_{length} {}
    StreamedContent(WriteContent write, std::optional<std::uint64_t> length) : write_{std::move(write)}, length_{length} {}

    /** Answer with it. */
    void write(Rendering& out, std::string_view media_type) &&;

private:
    [[nodiscard]] std::unique_ptr<ContentSource> start(const TaskContext& tasks) &&;

    std::unique_ptr<ContentSource> source_;
    MakePiece make_;
    WriteContent write_;
    std::optional<std::uint64_t> length_;
};

}  // namespace detail

/** Content that is made while the client takes it: `Stream<"text/csv">`. `Stream<>` is `application/octet-stream`.

    A function that makes it lives on when the handler has returned and the request's own services are gone: it captures by value, and refers to what
    the app owns. It is called when there is room on the way to the client, never from two threads at once:
    - a plain function makes the next piece, at best some 16 KiB: on the loop, or, of a `.blocking()` endpoint, on the workers;
    - a coroutine writes to a `ContentWriter`, on the loop.

    Where its length is known in octets and given, that is sent as Content-Length. Where it throws, or comes to another length, the connection is broken off, so that the client can tell a cut answer from a whole one, and the log is told.
    Nothing is made for HEAD.
*/
template <FixedString MediaType = "application/octet-stream">
class Stream {
public:
    template <MakesPieces F>
    explicit Stream(F make, std::optional<std::uint64_t> length = std::nullopt)
        : content_{detail::StreamedContent::MakePiece{std::move(make)}, length} {}
    template <WritesContent F>
    explicit Stream(F write, std::optional<std::uint64_t> length = std::nullopt)
        : content_{detail::StreamedContent::WriteContent{std::move(write)}, length} {}
    explicit Stream(std::unique_ptr<ContentSource> source) : content_{std::move(source)} {}

private:
    friend Result<Stream>;

    detail::StreamedContent content_;
};

template <FixedString MediaType>
struct Result<Stream<MediaType>> {
    static void describe(DeclaredResponses& responses) {
        responses.add({.status = responses.default_status(), .media_type = std::string{MediaType.view()}});
    }
    static void write(Stream<MediaType>& stream, Rendering& out) { std::move(stream.content_).write(out, MediaType.view()); }
};

}  // namespace serval

#include <serval/serialization/stream.hpp>

#include <serval/tasks/loop.hpp>

#include "serialization/free_worker.hpp"
#include "serialization/produced_content.hpp"

namespace serval::detail {
namespace {

using MakePiece = StreamedContent::MakePiece;

/** Made on the loop, where it is pulled. */
class PiecewiseContent final : public ContentSource {
public:
    PiecewiseContent(MakePiece make, std::optional<std::uint64_t> length) : make_{std::move(make)}, length_{length} {}

    [[nodiscard]] std::optional<std::uint64_t> length() const override { return length_; }
    Pull pull(std::string& out, ContentSink&) override { return make_(out) ? Pull::more : Pull::end; }

private:
    MakePiece make_;
    std::optional<std::uint64_t> length_;
};

/** Made on the workers. */
Task<void> write_pieces(MakePiece& make, ContentWriter& out) {
    for (bool has_more = true; has_more;) {
        std::string piece;
        has_more = co_await on_free_worker([&] { return make(piece); });
        co_await out.write(std::move(piece));
    }
}

std::unique_ptr<ContentSource> make_pieces(MakePiece make, std::optional<std::uint64_t> length, const TaskContext& tasks) {
    // Where the handler ran is where its stream is made: on the workers, when what happens here is not on the loop.
    if (tasks.loop.is_current()) return std::make_unique<PiecewiseContent>(std::move(make), length);
    ProducedContent::Write write{[make = std::move(make)](ContentWriter& out) mutable { return write_pieces(make, out); }};
    return std::make_unique<ProducedContent>(tasks, std::move(write), length);
}

}  // namespace

void StreamedContent::write(Rendering& out, std::string_view media_type) && {
    out.response().set_status(out.default_status());
    out.response().set_source(std::move(*this).start(out.tasks()), media_type);
}

std::unique_ptr<ContentSource> StreamedContent::start(const TaskContext& tasks) && {
    if (make_) return make_pieces(std::move(make_), length_, tasks);
    if (write_) return std::make_unique<ProducedContent>(tasks, std::move(write_), length_);
    return std::move(source_);
}

}  // namespace serval::detail

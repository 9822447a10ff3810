#include "serialization/file_content.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

#include "serialization/free_worker.hpp"
#include "serialization/produced_content.hpp"

namespace serval::detail {
namespace {

constexpr std::uint64_t piece_octets = 64 * 1024;

/** The next piece: from memory where it is there, otherwise by a worker, who may wait for the disk. */
Task<std::string> read_piece(const OpenFile& file, std::uint64_t position, std::size_t most) {
    std::optional<std::string> cached = file.read_cached(position, most);
    if (cached.has_value()) co_return std::move(*cached);
    co_return co_await on_free_worker([&] { return file.read(position, most); });
}

Task<void> send(const OpenFile& file, ByteRange left, ContentWriter& out) {
    while (left.size != 0) {
        std::string piece = co_await read_piece(file, left.first, std::min(left.size, piece_octets));
        if (piece.empty()) throw std::runtime_error{"the file has become shorter while it was sent"};
        left.first += piece.size();
        left.size -= piece.size();
        co_await out.write(std::move(piece));
    }
}

}  // namespace

std::unique_ptr<ContentSource> file_content(OpenFile file, const ByteRange& range, const TaskContext& tasks) {
    ProducedContent::Write write{[file = std::move(file), range](ContentWriter& out) { return send(file, range, out); }};
    return std::make_unique<ProducedContent>(tasks, std::move(write), range.size);
}

}  // namespace serval::detail

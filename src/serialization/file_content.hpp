#pragma once

#include <memory>

#include <serval/http/byte_range.hpp>
#include <serval/http/content_source.hpp>
#include <serval/tasks/chain.hpp>

#include "serialization/open_file.hpp"

namespace serval::detail {

/** The octets of a file that `range` names, which are there, read as they are taken. */
[[nodiscard]] std::unique_ptr<ContentSource> file_content(OpenFile file, const ByteRange& range, const TaskContext& tasks);

}  // namespace serval::detail

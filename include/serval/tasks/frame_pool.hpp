#pragma once

#include <cstddef>

namespace serval::detail {

/** Memory for the frames of coroutines. What a thread gives back it gets again, so that a coroutine handler takes
    nothing from the heap once the server is warm. A frame may be given back on another thread.
*/
[[nodiscard]] void* allocate_frame(std::size_t size);
void release_frame(void* frame, std::size_t size) noexcept;

}  // namespace serval::detail

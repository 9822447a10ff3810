#pragma once

#include <string>

#include <serval/tasks/task.hpp>

namespace serval {

/** Takes the pieces of a stream from the coroutine that makes them. On the coroutine's home loop only. */
class ContentWriter {
public:
    /** Send `piece`: `co_await out.write(line);`. Waits while the client has not taken what was written before, so that no more than some 16 KiB
        and a piece are kept for it. What is written without anything to wait for in between leaves together.

        Throws `Cancelled` once the client is gone or its time is over.
    */
    [[nodiscard]] virtual Task<void> write(std::string piece) = 0;

protected:
    ~ContentWriter() = default;
};

}  // namespace serval

#include <serval/tasks/task.hpp>

#include <stdexcept>

namespace serval::detail {

void refuse_empty_task() { throw std::logic_error{"a Task was awaited that holds nothing: it was moved from or awaited before"}; }

void refuse_second_await() { throw std::logic_error{"a Task was awaited a second time: its result is given once"}; }

}  // namespace serval::detail

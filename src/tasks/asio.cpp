#include <serval/asio.hpp>

#include <stdexcept>

namespace serval::detail {

void refuse_foreign_loop() { throw std::logic_error{"use_task and asio_executor need a thread that runs a loop of Asio's"}; }

}  // namespace serval::detail

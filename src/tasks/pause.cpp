#include <serval/tasks/pause.hpp>

#include <serval/tasks/loop.hpp>

namespace serval::detail {

void Pause::end_at_home() noexcept {
    chain_->context().loop.post([this] { end(); });
}

}  // namespace serval::detail

#include <serval/tasks/cancellation.hpp>

#include <utility>

namespace serval {

Cancellation::Listener::Listener(Cancellation& cancellation) noexcept
    : cancellation_{&cancellation}, next_{cancellation.first_} {
    if (next_ != nullptr) next_->previous_ = this;
    cancellation.first_ = this;
}

Cancellation::Listener::~Listener() {
    if (cancellation_ == nullptr) return;
    (previous_ != nullptr ? previous_->next_ : cancellation_->first_) = next_;
    if (next_ != nullptr) next_->previous_ = previous_;
}

void Cancellation::request() noexcept {
    if (std::exchange(requested_, true)) return;
    while (first_ != nullptr) {
        Listener* listener = first_;
        first_ = listener->next_;
        if (first_ != nullptr) first_->previous_ = nullptr;
        listener->cancellation_ = nullptr;
        listener->cancelled();
    }
}

}  // namespace serval

#include "redis/question.hpp"

namespace serval::redis {

// With the end of the pause the asker may be gone.

void Question::answer(Reply reply) noexcept {
    Asker* const asker = asker_.exchange(nullptr);
    if (asker == nullptr) return;
    asker->reply_.emplace(std::move(reply));
    asker->pause_.end_at_home();
}

void Question::fail(const std::string& why) {
    Asker* const asker = asker_.exchange(nullptr);
    if (asker == nullptr) return;
    asker->failure_ = why;
    asker->pause_.end_at_home();
}

Reply Asker::take() {
    if (failure_.has_value()) throw StoreError{*failure_};
    if (!reply_.has_value()) throw Cancelled{};
    return *std::move(reply_);
}

void Asker::cancelled() noexcept {
    if (question_->give_up()) pause_.end_at_home();   // later, not inside the one who cancels
}

}  // namespace serval::redis

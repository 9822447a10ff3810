#include "sql/pool.hpp"

#include <utility>

#include <serval/problem/http_error.hpp>

namespace serval::sql::detail {

Pool::Pool(std::vector<std::unique_ptr<Session>> sessions) : sessions_{std::move(sessions)} {
    free_.reserve(sessions_.size());   // so that giving back never fails
    for (const auto& session : sessions_) free_.push_back(session.get());
}

Session& Pool::take(std::chrono::milliseconds wait) {
    std::unique_lock lock{mutex_};
    if (!one_is_free_.wait_for(lock, wait, [this] { return !free_.empty(); })) throw ServiceUnavailable{std::chrono::seconds{1}};
    Session& session = *free_.back();
    free_.pop_back();
    return session;
}

void Pool::give_back(Session& session) noexcept {
    {
        const std::lock_guard lock{mutex_};
        free_.push_back(&session);
    }
    one_is_free_.notify_one();
}

}  // namespace serval::sql::detail

#include "pipeline/onion.hpp"

#include <stdexcept>
#include <utility>

#include "pipeline/run.hpp"

namespace serval {

OnionLayer::OnionLayer(Run& run, CoroutineMiddleware& middleware)
    : run_{run}, task_{middleware.handle(run.request(), Next{*this})} {}

OnionLayer::Reached OnionLayer::start() {
    driven_ = true;
    if (task_.start(run_.task_context(), *this)) ended_ = true;
    driven_ = false;
    return reached();
}

OnionLayer::Reached OnionLayer::go_on() {
    *response_ = std::move(run_.response());
    run_.response().clear();
    if (outer_ != nullptr) run_.cancel_by(*std::exchange(outer_, nullptr));
    wants_rest_ = false;
    driven_ = true;
    chain_->resume(waiting_);
    driven_ = false;
    return reached();
}

OnionLayer::Reached OnionLayer::reached() const noexcept {
    if (ended_) return Reached::end;
    return wants_rest_ ? Reached::next : Reached::nothing_yet;
}

void OnionLayer::run_rest(Response& response, detail::Chain& chain, std::coroutine_handle<> waiting, Cancellation* cancellation) {
    if (response_ != nullptr) throw std::logic_error{"a middleware called next() twice: a request goes the rest of its way once"};
    response_ = &response;
    chain_ = &chain;
    waiting_ = waiting;
    if (cancellation != nullptr) outer_ = &run_.cancel_by(*cancellation);
    wants_rest_ = true;
    if (!driven_) run_.resume();
}

void OnionLayer::task_finished() noexcept {
    ended_ = true;
    if (!driven_) run_.resume();
}

}  // namespace serval

#include "transport/readiness.hpp"

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include <sys/eventfd.h>
#include <unistd.h>

namespace serval::detail {
namespace {

constexpr std::uint32_t gone = EPOLLRDHUP | EPOLLHUP | EPOLLERR;

int checked(int descriptor, const char* what) {
    if (descriptor < 0) throw std::system_error{errno, std::generic_category(), what};
    return descriptor;
}

}  // namespace

Readiness::Readiness(const boost::asio::io_context::executor_type& executor)
    : poller_{executor, checked(::epoll_create1(EPOLL_CLOEXEC), "a loop cannot watch its connections")},
      waker_{checked(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "a loop cannot wake itself")} {
    epoll_event event{EPOLLIN | EPOLLET, {.ptr = nullptr}};
    ::epoll_ctl(poller_.native_handle(), EPOLL_CTL_ADD, waker_, &event);   // the first of all cannot be one too many
}

Readiness::~Readiness() { ::close(waker_); }

void Readiness::start() {
    if (waiting_) return;
    poller_.async_wait(decltype(poller_)::wait_read, [this](const boost::system::error_code& error) {
        waiting_ = false;
        if (error) return;
        take_turn();
        start();
    });
    waiting_ = true;
}

void Readiness::take_turn() {
    const int count = ::epoll_wait(poller_.native_handle(), events_.data(), static_cast<int>(events_.size()), 0);
    in_turn_ = true;
    batch_ = {events_.data(), static_cast<std::size_t>(std::max(count, 0))};
    for (const epoll_event& event : batch_) {
        if (event.data.ptr != nullptr) static_cast<Watch*>(event.data.ptr)->take_edges(event.events);
    }
    batch_ = {};
    call_those_due();
    in_turn_ = false;
    if (due_ != nullptr) wake();
}

void Readiness::call_those_due() {
    calling_ = std::exchange(due_, nullptr);
    while (calling_ != nullptr) {
        Watch& watch = *calling_;
        calling_ = std::exchange(watch.next_due_, nullptr);
        watch.is_due_ = false;
        watch.call();
    }
}

void Readiness::add(int descriptor, Watch& watch) {
    epoll_event event{EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, {.ptr = &watch}};
    checked(::epoll_ctl(poller_.native_handle(), EPOLL_CTL_ADD, descriptor, &event), "a connection cannot be watched");
}

void Readiness::remove(int descriptor, Watch& watch) noexcept {
    ::epoll_ctl(poller_.native_handle(), EPOLL_CTL_DEL, descriptor, nullptr);
    for (epoll_event& event : batch_) {
        if (event.data.ptr == &watch) event.data.ptr = nullptr;
    }
}

void Readiness::forget(Watch& watch) noexcept {
    if (!watch.is_due_) return;
    for (Watch** list : {&due_, &calling_}) {
        while (*list != nullptr && *list != &watch) list = &(*list)->next_due_;
        if (*list == &watch) *list = watch.next_due_;
    }
}

void Readiness::call_soon(Watch& watch) noexcept {
    if (std::exchange(watch.is_due_, true)) return;
    watch.next_due_ = std::exchange(due_, &watch);
    if (!in_turn_ && watch.next_due_ == nullptr) wake();
}

void Readiness::wake() noexcept {
    const std::uint64_t one = 1;
    static_cast<void>(!::write(waker_, &one, sizeof one));   // a counter that is full has woken already
}

Watch::~Watch() {
    if (!ended_ && added_) readiness_.remove(descriptor_, *this);
    readiness_.forget(*this);
}

void Watch::await_readable(Side side) {
    add_once();
    readable_waits_for_ = side;
    call_if_ready();
}

void Watch::await_writable(Side side) {
    add_once();
    writable_waits_for_ = side;
    call_if_ready();
}

void Watch::call_readable() noexcept {
    owes_readable_ = true;
    readiness_.call_soon(*this);
}

void Watch::exhausted(Side side) noexcept {
    if (side == Side::input) input_ready_ = false;
    else output_ready_ = false;
}

void Watch::end() noexcept {
    if (std::exchange(ended_, true)) return;
    if (added_) readiness_.remove(descriptor_, *this);
    call_if_ready();
}

void Watch::add_once() {
    if (added_ || ended_) return;
    readiness_.add(descriptor_, *this);
    added_ = true;
}

void Watch::call_if_ready() noexcept {
    const bool calls = (readable_waits_for_ != Side::none && is_ready(readable_waits_for_)) ||
                       (writable_waits_for_ != Side::none && is_ready(writable_waits_for_));
    if (calls) readiness_.call_soon(*this);
}

void Watch::take_edges(std::uint32_t events) noexcept {
    if ((events & gone) != 0) hung_up_ = true;
    if ((events & (EPOLLIN | gone)) != 0) input_ready_ = true;
    if ((events & (EPOLLOUT | EPOLLHUP | EPOLLERR)) != 0) output_ready_ = true;
    call();
}

void Watch::call() noexcept {
    const bool reads = std::exchange(owes_readable_, false) || (readable_waits_for_ != Side::none && is_ready(readable_waits_for_));
    const bool writes = writable_waits_for_ != Side::none && is_ready(writable_waits_for_);
    if (reads) readable_waits_for_ = Side::none;
    if (writes) writable_waits_for_ = Side::none;
    if (reads) user_->readable();
    if (writes) user_->writable();
}

bool Watch::is_ready(Side side) const noexcept { return ended_ || (side == Side::input ? input_ready_ : output_ready_); }

}  // namespace serval::detail

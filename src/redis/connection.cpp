#include "redis/connection.hpp"

#include <algorithm>
#include <utility>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <pthread.h>

#include <serval/tasks/sleep.hpp>
#include <serval/tasks/when_all.hpp>
#include <serval/tasks/with_timeout.hpp>

namespace serval::redis {
namespace {

constexpr std::chrono::seconds steady{1};   // a connection that lasted for so long may be made anew at once

}  // namespace

Connection::Connection(ConnectionShare& share) : share_{share}, thread_{[this] { run(); }} {}

Connection::~Connection() {
    loop_->post([this] { stop(); });
}

void Connection::run() {
    pthread_setname_np(pthread_self(), "redis");
    RootTask<void> life{live()};
    loop_->post([this, &life] { ended_ = life.start({*loop_, cancellation_}, *this); });
    loop_->run_until([this] { return ended_; });
    receive();
    fail_all(sent_, *away_);
    fail_all(waiting_, *away_);
}

void Connection::ask(const QuestionPtr& question) {
    if (open_.fetch_add(1) >= share_.most_waiting) {
        open_.fetch_sub(1);
        throw StoreError{"more questions wait for Redis than may"};
    }
    const std::lock_guard lock{asking_};
    asked_.push_back(question);
    if (asked_.size() == 1) loop_->post([this] { receive(); });
}

void Connection::receive() {
    {
        const std::lock_guard lock{asking_};
        received_.swap(asked_);
    }
    for (const QuestionPtr& question : received_) {
        if (away_.has_value()) fail(question, *away_);
        else waiting_.push_back(question);
    }
    received_.clear();
    if (waiting_.empty()) return;
    watch();
    if (idle_ != nullptr) std::exchange(idle_, nullptr)->end();
}

Task<void> Connection::live() {
    while (true) {
        const bool is_open = co_await open();
        const auto opened = Clock::now();
        if (is_open) co_await serve();
        // Whoever restarts, or closes what was idle, may be back at once. One that lets nobody in, or no further, is left alone for a while.
        if (is_open && (has_answered_ || Clock::now() - opened >= steady)) continue;
        go_away(fmt::format("Redis at {} is away: {}", share_.address.to_string(), *cut_));
        rest_ = std::clamp(2 * rest_, first_rest, longest_rest);
        co_await sleep_for(rest_);
    }
}

Task<bool> Connection::open() {
    cut_.reset();
    has_answered_ = false;
    conversation_.emplace(share_.address, share_.tls.has_value() ? &*share_.tls : nullptr);
    try {
        co_await with_timeout(share_.time_limit, conversation_->open());
        come_back();
        co_return true;
    } catch (const Cancelled&) {
        throw;
    } catch (const std::exception& error) {
        cut(reason_of(error));
    }
    if (!std::exchange(is_lost_, true)) share_.outage.began(*cut_);
    co_return false;
}

Task<void> Connection::serve() { co_await when_all(read(), write()); }

Task<void> Connection::read() {
    try {
        while (true) {
            co_await conversation_->fill();
            while (auto reply = conversation_->next()) answer(*std::move(reply));
        }
    } catch (const std::exception& error) {
        cut(reason_of(error));
    }
}

Task<void> Connection::write() {
    detail::Chain& chain = co_await detail::this_chain();
    try {
        while (!cut_.has_value()) {
            detail::Pause idle(chain);
            if (waiting_.empty()) {
                idle_ = &idle;
                co_await idle.ended();
            }
            const std::string octets = all_waiting();
            if (!octets.empty()) co_await conversation_->write(octets);
        }
    } catch (const std::exception& error) {
        cut(reason_of(error));
    }
}

void Connection::answer(Reply reply) {
    if (sent_.empty()) throw StoreError{"it answers what nobody asked"};
    has_answered_ = true;
    rest_ = std::chrono::milliseconds{0};
    open_.fetch_sub(1);
    sent_.front()->answer(std::move(reply));
    sent_.pop_front();
}

void Connection::fail(const QuestionPtr& question, const std::string& why) {
    open_.fetch_sub(1);
    question->fail(why);
}

void Connection::fail_all(Questions& questions, const std::string& why) {
    for (const QuestionPtr& question : questions) fail(question, why);
    questions.clear();
}

std::string Connection::all_waiting() {
    std::string octets;
    if (cut_.has_value()) return octets;
    for (QuestionPtr& question : waiting_) {
        octets += question->command();
        sent_.push_back(std::move(question));
    }
    waiting_.clear();
    return octets;
}

void Connection::cut(std::string why) {
    if (cut_.has_value()) return;
    cut_ = std::move(why);
    if (conversation_.has_value()) conversation_->close();
    fail_all(sent_, fmt::format("the connection to Redis at {} was lost: {}", share_.address.to_string(), *cut_));
    if (idle_ != nullptr) std::exchange(idle_, nullptr)->end();
}

void Connection::go_away(std::string why) {
    away_ = std::move(why);
    is_away_ = true;
    fail_all(waiting_, *away_);
}

void Connection::come_back() {
    away_.reset();
    is_away_ = false;
    if (std::exchange(is_lost_, false)) share_.outage.ended();
}

void Connection::stop() {
    go_away("the store is closed");
    cut(*away_);
    cancellation_.request();
}

/** Have a timer for the question that was asked first: they all have the same time. */
void Connection::watch() {
    if (timer_ != 0 || (sent_.empty() && waiting_.empty())) return;
    const Question& oldest = sent_.empty() ? *waiting_.front() : *sent_.front();
    timer_ = loop_->call_after(oldest.deadline() - Clock::now(), [this] { expire(); });
}

void Connection::expire() {
    timer_ = 0;
    const auto now = Clock::now();
    while (!waiting_.empty() && waiting_.front()->deadline() <= now) {
        fail(waiting_.front(), fmt::format("there is no connection to Redis at {} within {}", share_.address.to_string(), share_.time_limit));
        waiting_.pop_front();
    }
    if (!sent_.empty() && sent_.front()->deadline() <= now) cut(fmt::format("no answer within {}", share_.time_limit));
    watch();
}

}  // namespace serval::redis

#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <serval/store/shared_store.hpp>
#include <serval/tasks/cancellation.hpp>
#include <serval/tasks/loop.hpp>
#include <serval/tasks/pause.hpp>

#include "redis/reply.hpp"

namespace serval::redis {

class Asker;

/** A command on its way to Redis, where it stays for its place in the order also when its asker is gone. */
class Question {
public:
    using Clock = Loop::Clock;

    Question(std::string command, Clock::time_point deadline, Asker& asker)
        : command_{std::move(command)}, deadline_{deadline}, asker_{&asker} {}

    [[nodiscard]] const std::string& command() const noexcept { return command_; }
    [[nodiscard]] Clock::time_point deadline() const noexcept { return deadline_; }

    // Of these three the first one counts. Each is for any thread.
    void answer(Reply reply) noexcept;
    void fail(const std::string& why);
    /** False when it is answered already, or fails. */
    [[nodiscard]] bool give_up() noexcept { return asker_.exchange(nullptr) != nullptr; }

private:
    std::string command_;
    Clock::time_point deadline_;
    std::atomic<Asker*> asker_;   // whoever takes it out tells it
};

using QuestionPtr = std::shared_ptr<Question>;

/** In the frame of a task that has asked and waits; it goes on at home. */
class Asker : Cancellation::Listener {
public:
    Asker(detail::Chain& chain, std::string command, Question::Clock::time_point deadline)
        : Listener{chain.context().cancellation}, pause_{chain},
          question_{std::make_shared<Question>(std::move(command), deadline, *this)} {}

    [[nodiscard]] const QuestionPtr& question() const noexcept { return question_; }
    [[nodiscard]] detail::Pause::Awaiter ended() noexcept { return pause_.ended(); }
    /** @throws StoreError; Cancelled */
    [[nodiscard]] Reply take();

private:
    friend Question;

    void cancelled() noexcept override;

    detail::Pause pause_;
    QuestionPtr question_;
    std::optional<Reply> reply_;
    std::optional<std::string> failure_;
};

}  // namespace serval::redis

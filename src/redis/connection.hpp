#pragma once

#include <atomic>
#include <chrono>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <serval/tasks/cancellation.hpp>
#include <serval/tasks/driven_loop.hpp>
#include <serval/tasks/root_task.hpp>

#include "redis/address.hpp"
#include "redis/conversation.hpp"
#include "redis/outage.hpp"
#include "redis/question.hpp"
#include "redis/reply.hpp"

namespace serval::redis {

/** What all connections of a store have in common. */
struct ConnectionShare {
    Address address;
    std::optional<boost::asio::ssl::context> tls;
    std::chrono::milliseconds time_limit;
    std::size_t most_waiting;
    Outage outage;
};

/** One connection to Redis, made anew whenever it is lost, on a loop and a thread of its own.

    Questions are sent in the order in which they come, as many at once as there are, and answered in that order. One that is not
    answered in time costs the connection, since nobody can say whose reply comes next.
*/
class Connection final : TaskWaiter {
public:
    explicit Connection(ConnectionShare& share);
    /** What waits still fails. */
    ~Connection();

    /** Have `question` answered or failed. Thread-safe. @throws StoreError when too many wait. */
    void ask(const QuestionPtr& question);
    /** Whether questions would fail at once. Thread-safe. */
    [[nodiscard]] bool is_away() const noexcept { return is_away_.load(std::memory_order_relaxed); }

private:
    using Clock = Question::Clock;
    using Questions = std::deque<QuestionPtr>;

    void run();
    void task_finished() noexcept override { ended_ = true; }

    /** The connection's whole life. */
    Task<void> live();
    Task<bool> open();
    Task<void> serve();
    Task<void> read();
    Task<void> write();

    /** What was asked since the last time. */
    void receive();
    void answer(Reply reply);
    void fail(const QuestionPtr& question, const std::string& why);
    void fail_all(Questions& questions, const std::string& why);
    [[nodiscard]] std::string all_waiting();
    /** Give the connection up. */
    void cut(std::string why);
    void go_away(std::string why);
    void come_back();
    void stop();
    void watch();
    void expire();

    ConnectionShare& share_;
    std::unique_ptr<DrivenLoop> loop_ = make_loop();

    std::mutex asking_;
    std::vector<QuestionPtr> asked_;       // guarded by it: what the loop has not seen yet
    std::atomic<std::size_t> open_ = 0;  // questions that are neither answered nor failed
    std::atomic<bool> is_away_ = false;

    // The rest is the loop's.
    Cancellation cancellation_;
    std::vector<QuestionPtr> received_;
    Questions waiting_;                 // to be sent
    Questions sent_;                    // for a reply
    std::optional<Conversation> conversation_;
    std::optional<std::string> cut_;    // why the connection was given up
    std::optional<std::string> away_;   // why questions fail at once
    detail::Pause* idle_ = nullptr;     // of the writer, that has nothing to send
    Loop::TimerId timer_ = 0;           // 0: none
    std::chrono::milliseconds rest_{0};
    bool is_lost_ = false;              // as the outage knows it
    bool has_answered_ = false;         // since it was opened
    bool ended_ = false;
    std::jthread thread_;
};

}  // namespace serval::redis

#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include <serval/logging/log.hpp>
#include <serval/store/subscription.hpp>
#include <serval/tasks/cancellation.hpp>
#include <serval/tasks/driven_loop.hpp>
#include <serval/tasks/pause.hpp>
#include <serval/tasks/root_task.hpp>

#include "redis/connection.hpp"
#include "redis/conversation.hpp"
#include "store/channels.hpp"

namespace serval::redis {

/** The connection on which channels are heard, made anew whenever it is lost, on a loop and a thread of its own. */
class Subscriber final : TaskWaiter {
public:
    Subscriber(ConnectionShare& share, Log log);
    /** Receivers are told that they have parted. */
    ~Subscriber();

    /** @param channel  As Redis calls it. Thread-safe. */
    [[nodiscard]] Subscription subscribe(std::string channel, ChannelReceiver receiver);

private:
    using Clock = Loop::Clock;

    /** How a channel stands with Redis. */
    struct Hearing {
        bool is_wanted = false;
        bool is_open = false;   // its messages come
        int unconfirmed = 0;    // times that it was asked for, without an answer yet
    };

    void run();
    void task_finished() noexcept override { ended_ = true; }

    /** The connection's whole life. */
    Task<void> live();
    Task<bool> open();
    Task<void> serve();
    Task<void> read();
    Task<void> write();

    /** See to it that `channel` is heard exactly when somebody wants it.
        @param is_new  Whether somebody does who has not joined: asked for anew, so that what was published before comes before the answer.
    */
    void look_after(const std::string& channel, bool is_new);
    void take(const Reply& reply);
    void confirm(const std::string& channel);
    void ask_for(const std::string& channel, Hearing& hearing);
    void say(std::string_view command);
    void tell(std::string_view channel, const std::function<void(ChannelMember&)>& act);
    void part();
    void beat();
    void cut(std::string why);
    void stop();

    ConnectionShare& share_;
    Log log_;
    std::shared_ptr<DrivenLoop> loop_ = make_loop();                       // as the channels, also of subscriptions that outlive this
    std::shared_ptr<Channels> channels_ = std::make_shared<Channels>();

    // The rest is the loop's.
    Cancellation cancellation_;
    std::map<std::string, Hearing, std::less<>> hearings_;
    std::optional<Conversation> conversation_;
    std::string outgoing_;
    std::optional<std::string> cut_;   // why the connection was given up
    detail::Pause* idle_ = nullptr;    // of the writer, that has nothing to send
    Loop::TimerId beat_ = 0;           // 0: none
    std::chrono::milliseconds rest_{0};
    bool is_open_ = false;
    bool has_come_ = false;        // something, since the last beat
    bool has_confirmed_ = false;   // something, since it was opened
    bool is_lost_ = false;         // as the log knows it
    bool ended_ = false;
    std::jthread thread_;
};

}  // namespace serval::redis

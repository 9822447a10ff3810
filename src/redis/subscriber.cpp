#include "redis/subscriber.hpp"

#include <algorithm>
#include <utility>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <pthread.h>

#include <serval/tasks/sleep.hpp>
#include <serval/tasks/when_all.hpp>
#include <serval/tasks/with_timeout.hpp>

#include "redis/command.hpp"

namespace serval::redis {
namespace {

void join(ChannelMember& member) { member.join(); }
void leave(ChannelMember& member) { member.part(); }

}  // namespace

Subscriber::Subscriber(ConnectionShare& share, Log log) : share_{share}, log_{std::move(log)}, thread_{[this] { run(); }} {}

Subscriber::~Subscriber() {
    loop_->post([this] { stop(); });
}

Subscription Subscriber::subscribe(std::string channel, ChannelReceiver receiver) {
    const auto member = std::make_shared<ChannelMember>(std::move(receiver));
    channels_->add(channel, member);
    loop_->post([this, channel] { look_after(channel, true); });
    return Subscription{[this, loop = loop_, channels = channels_, name = std::move(channel), member] {
        channels->remove(name, member);
        member->end();
        loop->post([this, name] { look_after(name, false); });   // by the thread of the subscriber, or by nobody once that is gone
    }};
}

void Subscriber::run() {
    pthread_setname_np(pthread_self(), "redis channels");
    RootTask<void> life{live()};
    loop_->post([this, &life] { ended_ = life.start({*loop_, cancellation_}, *this); });
    loop_->run_until([this] { return ended_; });
    part();
}

Task<void> Subscriber::live() {
    while (true) {
        const bool was_open = co_await open();
        if (was_open) co_await serve();
        part();
        // Whoever restarts may be back at once. One that lets nobody in, or no further, is left alone for a while.
        if (was_open && has_confirmed_) continue;
        if (!std::exchange(is_lost_, true)) log_.error("Redis' channels are away; what is published there is missed", {{"error", *cut_}});
        rest_ = std::clamp(2 * rest_, first_rest, longest_rest);
        co_await sleep_for(rest_);
    }
}

Task<bool> Subscriber::open() {
    cut_.reset();
    has_confirmed_ = false;
    conversation_.emplace(share_.address, share_.tls.has_value() ? &*share_.tls : nullptr);
    try {
        co_await with_timeout(share_.time_limit, conversation_->open());
        co_return true;
    } catch (const Cancelled&) {
        throw;
    } catch (const std::exception& error) {
        cut(reason_of(error));
    }
    co_return false;
}

Task<void> Subscriber::serve() {
    is_open_ = true;
    has_come_ = true;
    for (auto& [channel, hearing] : hearings_) ask_for(channel, hearing);
    beat_ = loop_->call_after(share_.time_limit, [this] { beat(); });
    co_await when_all(read(), write());
    if (beat_ != 0) loop_->cancel(std::exchange(beat_, 0));
}

Task<void> Subscriber::read() {
    try {
        while (true) {
            co_await conversation_->fill();
            has_come_ = true;
            while (auto reply = conversation_->next()) take(*reply);
        }
    } catch (const std::exception& error) {
        cut(reason_of(error));
    }
}

Task<void> Subscriber::write() {
    detail::Chain& chain = co_await detail::this_chain();
    try {
        while (!cut_.has_value()) {
            detail::Pause idle(chain);
            if (outgoing_.empty()) {
                idle_ = &idle;
                co_await idle.ended();
            }
            const std::string octets = std::exchange(outgoing_, {});
            if (!octets.empty()) co_await conversation_->write(octets);
        }
    } catch (const std::exception& error) {
        cut(reason_of(error));
    }
}

void Subscriber::take(const Reply& reply) {
    if (!reply.is_list()) return reply.expect_done();   // to a PING while no channel is heard
    const std::vector<std::string_view> words = reply.texts();
    if (words.size() == 3 && words[0] == "message") tell(words[1], [&](ChannelMember& member) { member.receive(words[2]); });
    else if (words.size() == 3 && words[0] == "subscribe") confirm(std::string{words[1]});
}

void Subscriber::confirm(const std::string& channel) {
    rest_ = std::chrono::milliseconds{0};
    has_confirmed_ = true;
    if (std::exchange(is_lost_, false)) log_.info("Redis' channels are back");
    const auto found = hearings_.find(channel);
    if (found == hearings_.end() || --found->second.unconfirmed > 0) return;   // it was given up since, and perhaps asked for anew
    found->second.is_open = found->second.is_wanted;
    if (found->second.is_open) tell(channel, join);
    else hearings_.erase(found);
}

void Subscriber::look_after(const std::string& channel, bool is_new) {
    Hearing& hearing = hearings_[channel];
    const bool was_wanted = std::exchange(hearing.is_wanted, channels_->has(channel));
    if (hearing.is_wanted && (is_new || !was_wanted)) ask_for(channel, hearing);
    if (hearing.is_wanted) return;
    hearing.is_open = false;
    if (was_wanted) say(format_command({"UNSUBSCRIBE", channel}));
    if (hearing.unconfirmed == 0) hearings_.erase(channel);
}

void Subscriber::ask_for(const std::string& channel, Hearing& hearing) {
    if (!is_open_) return;   // once it is, everything is asked for
    ++hearing.unconfirmed;
    say(format_command({"SUBSCRIBE", channel}));
}

void Subscriber::say(std::string_view command) {
    if (!is_open_) return;
    outgoing_ += command;
    if (idle_ != nullptr) std::exchange(idle_, nullptr)->end();
}

void Subscriber::tell(std::string_view channel, const std::function<void(ChannelMember&)>& act) {
    try {
        channels_->for_each(channel, act);
    } catch (const std::exception& error) {
        log_.error("a receiver of a channel fails", {{"channel", std::string{channel}}, {"error", error.what()}});
    } catch (...) {
        log_.error("a receiver of a channel fails", {{"channel", std::string{channel}}});
    }
}

void Subscriber::part() {
    for (auto& [channel, hearing] : hearings_) {
        hearing.unconfirmed = 0;
        if (std::exchange(hearing.is_open, false)) tell(channel, leave);
    }
    std::erase_if(hearings_, [](const auto& hearing) { return !hearing.second.is_wanted; });
}

/** A connection that is idle finds out, too, that the other end is gone. */
void Subscriber::beat() {
    beat_ = 0;
    if (!std::exchange(has_come_, false)) return cut(fmt::format("no answer within {}", share_.time_limit));
    say(format_command({"PING"}));
    beat_ = loop_->call_after(share_.time_limit, [this] { beat(); });
}

void Subscriber::cut(std::string why) {
    if (cut_.has_value()) return;
    cut_ = std::move(why);
    is_open_ = false;
    outgoing_.clear();
    if (conversation_.has_value()) conversation_->close();
    if (idle_ != nullptr) std::exchange(idle_, nullptr)->end();
}

void Subscriber::stop() {
    cut("the store is closed");
    cancellation_.request();
}

}  // namespace serval::redis

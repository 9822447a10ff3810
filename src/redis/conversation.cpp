#include "redis/conversation.hpp"

#include <utility>

#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>
#include <fmt/format.h>

#include "redis/command.hpp"

namespace serval::redis {

Task<void> Conversation::open() {
    co_await channel_.open();
    if (!address_.password.empty()) {
        const std::string user = address_.user.empty() ? "default" : address_.user;
        const std::string command = format_command({"AUTH", user, address_.password});
        co_await channel_.write(command);
        const Reply reply = co_await await_next();
        reply.expect_done();
    }
    // Also where it is the first one: only who answers is there.
    const std::string command = format_command({"SELECT", fmt::format("{}", address_.database)});
    co_await channel_.write(command);
    const Reply reply = co_await await_next();
    reply.expect_done();
}

Task<void> Conversation::fill() {
    const std::size_t count = co_await channel_.read(room_);
    replies_.feed({room_.data(), count});
}

Task<Reply> Conversation::await_next() {
    auto reply = replies_.next();
    while (!reply.has_value()) {
        co_await fill();
        reply = replies_.next();
    }
    co_return *std::move(reply);
}

std::string reason_of(const std::exception& error) {
    const auto* const system = dynamic_cast<const boost::system::system_error*>(&error);
    if (system == nullptr) return error.what();
    return system->code() == boost::asio::error::eof ? "it closed the connection" : system->code().message();
}

}  // namespace serval::redis

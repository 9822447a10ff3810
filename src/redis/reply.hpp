#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <hiredis/hiredis.h>

namespace serval::redis {

/** What Redis answers. Whoever takes it for something that it is not gets a `StoreError`, with what Redis says when that is an error. */
class Reply {
public:
    Reply() = default;
    explicit Reply(redisReply* reply) noexcept : reply_{reply} {}

    /** Whether it is the error that begins with the word `code`. */
    [[nodiscard]] bool is_error(std::string_view code) const noexcept;

    /** It is OK. */
    void expect_done() const;
    /** Whether it is OK; otherwise nothing. */
    [[nodiscard]] bool is_done() const;
    [[nodiscard]] std::int64_t number() const;
    /** Text, or nothing. */
    [[nodiscard]] std::optional<std::string> text() const;
    [[nodiscard]] std::vector<std::int64_t> numbers() const;
    [[nodiscard]] bool is_list() const noexcept { return is(REDIS_REPLY_ARRAY); }
    /** The texts of a list, empty where something else stands; as long as the reply is there. */
    [[nodiscard]] std::vector<std::string_view> texts() const;

private:
    struct Free {
        void operator()(redisReply* reply) const noexcept { freeReplyObject(reply); }
    };

    [[noreturn]] void refuse() const;
    [[nodiscard]] bool is(int type) const noexcept { return reply_ != nullptr && reply_->type == type; }
    [[nodiscard]] std::string_view octets() const noexcept { return {reply_->str, reply_->len}; }

    std::unique_ptr<redisReply, Free> reply_;
};

/** Takes replies out of what a connection brings. */
class ReplyReader {
public:
    ReplyReader();

    void feed(std::string_view octets);
    /** The next one, once it is there whole. @throws StoreError when what came is none. */
    [[nodiscard]] std::optional<Reply> next();

private:
    struct Free {
        void operator()(redisReader* reader) const noexcept { redisReaderFree(reader); }
    };

    std::unique_ptr<redisReader, Free> reader_;
};

}  // namespace serval::redis

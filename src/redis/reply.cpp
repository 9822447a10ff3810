#include "redis/reply.hpp"

#include <new>

#include <serval/store/shared_store.hpp>

namespace serval::redis {

bool Reply::is_error(std::string_view code) const noexcept {
    if (!is(REDIS_REPLY_ERROR) || !octets().starts_with(code)) return false;
    return octets().size() == code.size() || octets()[code.size()] == ' ';
}

void Reply::expect_done() const {
    if (!is(REDIS_REPLY_STATUS)) refuse();
}

bool Reply::is_done() const {
    if (is(REDIS_REPLY_NIL)) return false;
    expect_done();
    return true;
}

std::int64_t Reply::number() const {
    if (!is(REDIS_REPLY_INTEGER)) refuse();
    return reply_->integer;
}

std::optional<std::string> Reply::text() const {
    if (is(REDIS_REPLY_NIL)) return std::nullopt;
    if (!is(REDIS_REPLY_STRING)) refuse();
    return std::string{octets()};
}

std::vector<std::int64_t> Reply::numbers() const {
    if (!is(REDIS_REPLY_ARRAY)) refuse();
    std::vector<std::int64_t> all;
    for (std::size_t i = 0; i < reply_->elements; ++i) {
        if (reply_->element[i]->type != REDIS_REPLY_INTEGER) refuse();
        all.push_back(reply_->element[i]->integer);
    }
    return all;
}

std::vector<std::string_view> Reply::texts() const {
    if (!is_list()) refuse();
    std::vector<std::string_view> all;
    for (std::size_t i = 0; i < reply_->elements; ++i) {
        const redisReply& element = *reply_->element[i];
        all.push_back(element.type == REDIS_REPLY_STRING ? std::string_view{element.str, element.len} : std::string_view{});
    }
    return all;
}

void Reply::refuse() const {
    if (is(REDIS_REPLY_ERROR)) throw StoreError{"Redis refuses: " + std::string{octets()}};
    throw StoreError{"Redis gave an answer of another kind than was asked for"};
}

ReplyReader::ReplyReader() : reader_{redisReaderCreate()} {
    if (reader_ == nullptr) throw std::bad_alloc{};
}

void ReplyReader::feed(std::string_view octets) {
    // What goes wrong here is told by `next`.
    static_cast<void>(redisReaderFeed(reader_.get(), octets.data(), octets.size()));
}

std::optional<Reply> ReplyReader::next() {
    void* reply = nullptr;
    if (redisReaderGetReply(reader_.get(), &reply) != REDIS_OK) {
        throw StoreError{"Redis gave an answer that nobody can read: " + std::string{reader_->errstr}};
    }
    return reply != nullptr ? std::optional<Reply>{std::in_place, static_cast<redisReply*>(reply)} : std::nullopt;
}

}  // namespace serval::redis

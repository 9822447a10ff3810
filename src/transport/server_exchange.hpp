#pragma once

#include <serval/http/exchange.hpp>

#include "transport/content_reader.hpp"
#include "transport/head_reader.hpp"

namespace serval::detail {

/** Carries an exchange's wishes to the connection that it came over. */
class ExchangeCarrier {
public:
    virtual void finish_exchange() = 0;
    virtual void await_body(std::size_t limit, BodyWaiter& waiter) = 0;
    virtual void await_piece(BodyWaiter& waiter) = 0;

protected:
    ~ExchangeCarrier() = default;
};

/** An exchange over a connection, with what reads its request. Busy connections borrow one; it is used again and again. */
class ServerExchange final : public Exchange {
public:
    ServerExchange(Loop& loop, const Limits& limits) noexcept : head{limits}, loop_{loop} {}

    HeadReader head;
    ContentReader content;

    [[nodiscard]] Loop& loop() noexcept override { return loop_; }
    void finish() override { carrier_->finish_exchange(); }
    [[nodiscard]] bool has_whole_body() const noexcept override { return content.is_complete(); }
    void await_body(std::size_t limit, BodyWaiter& waiter) override { carrier_->await_body(limit, waiter); }
    void await_piece(BodyWaiter& waiter) override { carrier_->await_piece(waiter); }

    [[nodiscard]] bool may_upgrade() const override;

    void set_carrier(ExchangeCarrier& carrier) noexcept { carrier_ = &carrier; }

    /** Ready for the next request. */
    void reset() {
        static constexpr std::size_t kept_capacity = 64 * 1024;
        upgrade.reset();
        head.reset();
        content.start(Framing{}, 0);
        if (request.mutable_body().capacity() > kept_capacity) std::string{}.swap(request.mutable_body());
        if (response.body().capacity() > kept_capacity) std::string{}.swap(response.body());
        request.clear();
        response.clear();
        cancellation.reset();
    }

private:
    Loop& loop_;
    ExchangeCarrier* carrier_ = nullptr;
};

}  // namespace serval::detail

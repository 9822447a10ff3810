#pragma once

#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <serval/detail/unique_function.hpp>
#include <serval/http/exchange.hpp>
#include <serval/tasks/driven_loop.hpp>

namespace serval::test {

/** An exchange without a wire: its content is whole from the start, and its response is collected. */
class InProcessExchange final : public Exchange, public ContentSink {
public:
    /** Have `service` answer, and drive the loop until it has; streamed content is pulled to its end. */
    void run(Service& service);

    /** Take no more of streamed content than is `enough`, which is asked after each piece. */
    void leave_when(UniqueFunction<bool(std::string_view)> enough) { enough_ = std::move(enough); }

    /** The content of the response. */
    [[nodiscard]] std::string& content() noexcept { return content_; }

    Loop& loop() noexcept override { return *loop_; }
    void finish() override { finished_ = true; }
    bool has_whole_body() const noexcept override { return true; }
    void await_body(std::size_t, BodyWaiter& waiter) override { waiter.body_arrived(); }
    void await_piece(BodyWaiter& waiter) override;
    bool may_upgrade() const override { return false; }   // there is no connection to take over
    void content_ready() override { pull(); }

private:
    void collect();
    void pull() noexcept;
    void abandon_source();

    std::unique_ptr<DrivenLoop> loop_ = make_loop();
    std::string content_;
    bool finished_ = false;
    std::unique_ptr<ContentSource> source_;
    std::exception_ptr failure_;
    UniqueFunction<bool(std::string_view)> enough_;
    bool has_left_ = false;
    bool gave_body_ = false;
};

}  // namespace serval::test

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "transport/admission.hpp"
#include "transport/content_stream.hpp"
#include "transport/input_buffer.hpp"
#include "transport/loop_context.hpp"
#include "transport/upgrade.hpp"
#include "transport/wire.hpp"

namespace serval::detail {

/** One client's HTTP/1.1 connection: requests in, one at a time, responses out, in order.

    Everything that happens (octets came or went, the service finished, content is ready) ends in `pump`, which takes
    step after step until something has to be waited for, sends what has gathered with one write, and then `settle`s what
    to wait for. While output waits for the client nothing more is read.
*/
class Http1Connection final : WireUser, ExchangeCarrier, ContentSink {
public:
    Http1Connection(std::unique_ptr<Wire> wire, Connection ends, Admission::Ticket ticket, LoopContext& context);
    ~Http1Connection();

    /** Begin to listen. */
    void start();
    /** Do what deadlines ask for; called by the loop's sweep. */
    void sweep();
    /** Answer what has begun, then close. */
    void stop();
    /** Close at once. The service is asked to give up what it is doing. */
    void cut() noexcept;
    /** Whether it is closed and nobody will call it again. */
    [[nodiscard]] bool is_over() const noexcept;
    /** What names the request that the service has not finished; empty when there is none. */
    [[nodiscard]] std::string_view unfinished() const noexcept;

private:
    enum class Phase : std::uint8_t {
        head,         // between requests, or a head has begun
        serving,      // the service has the request
        streaming,    // the response's content is pulled
        switching,    // a 101 is written, and on its way
        upgraded,     // the connection is `upgrade_`'s
        discarding,   // the response is written, the request's content still arrives
        closing,      // nothing will be read as a request any more; output may still wait
        lingering,    // everything is sent; the client is given time to take it and to hang up
        closed,
    };
    enum class Timing : std::uint8_t { none, idle, head, content, write, linger };

    void readable() noexcept override;
    void writable() noexcept override;
    void content_ready() override;
    void finish_exchange() override;
    void await_body(std::size_t limit, BodyWaiter& waiter) override;
    void await_piece(BodyWaiter& waiter) override;

    template <class Work>
    void guarded(Work work) noexcept;

    void take_input();
    void pump();
    void pump_guarded() noexcept;
    [[nodiscard]] bool step();
    [[nodiscard]] bool flush();
    [[nodiscard]] bool may_gather_more();
    void settle();
    void settle_between_requests();
    void await_input();
    void listen_for_hang_up();
    void linger();
    void rest();   // give back what only a busy connection needs
    void close(Wire::Close how) noexcept;

    [[nodiscard]] bool read_head();
    void serve();
    void begin_content(const Framing& framing);
    [[nodiscard]] bool feed_waiter();
    void fail_waiter(Problem problem);
    void await_content(BodyWaiter& waiter, bool piecewise, std::size_t limit);
    void refuse(const Refusal& refusal);
    void respond();
    [[nodiscard]] ResponseFrame frame_response();
    [[nodiscard]] ResponseFrame frame_interim();
    [[nodiscard]] bool stream();
    void yield();   // go on when others have had their turn
    [[nodiscard]] ContentSource::Pull pull_content();
    void tell_of_break(std::string_view why);
    [[nodiscard]] bool is_streaming() const noexcept;
    [[nodiscard]] bool discard();
    void switch_protocol();
    void end_exchange();

    void time(Timing timing);
    [[nodiscard]] std::chrono::milliseconds allowed(Timing timing) const noexcept;
    void count_content(std::size_t octets);
    void expire();

    static constexpr std::int64_t never = INT64_MAX;

    LoopContext& context_;
    std::unique_ptr<Wire> wire_;
    Connection ends_;
    Admission::Ticket ticket_;
    InputBuffer input_;
    std::string output_;
    std::size_t output_at_ = 0;
    std::unique_ptr<ServerExchange> exchange_;
    std::unique_ptr<ContentStream> stream_;
    std::unique_ptr<Upgrade> upgrade_;
    BodyWaiter* waiter_ = nullptr;
    std::size_t body_limit_ = 0;
    std::size_t gathered_ = 0;          // responses in output_
    unsigned pulls_ = 0;                // of the stream, in this turn
    std::int64_t deadline_ = never;
    std::int64_t waiting_since_ = 0;
    std::chrono::milliseconds content_allowance_{};   // how long content may be waited for now
    std::chrono::milliseconds content_patience_{};    // and in all
    Phase phase_ = Phase::head;
    Timing timing_ = Timing::none;
    bool piecewise_ = false;
    bool keep_alive_ = true;
    bool owes_continue_ = false;
    bool running_ = false;              // the service has not finished
    bool finished_ = false;             // it has, and its response is not written
    bool stream_ready_ = false;
    bool has_served_ = false;
    bool input_ended_ = false;
    bool reading_ = false;
    bool writing_ = false;
    bool pumping_ = false;
    bool yielding_ = false;             // the loop will come back
};

}  // namespace serval::detail

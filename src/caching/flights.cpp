#include "caching/flights.hpp"

#include <algorithm>

#include <serval/tasks/cancellation.hpp>
#include <serval/tasks/pause.hpp>
#include <serval/tasks/this_task.hpp>

namespace serval {

/** A request that waits for a flight, in the frame of its task. It goes on at home: when the flight has landed, when its time is
    up or when it is cancelled, whichever comes first.
*/
class Passenger final : Cancellation::Listener {
public:
    Passenger(detail::Chain& chain, Flight& flight, Loop::Clock::duration limit)
        : Listener{chain.context().cancellation}, loop_{chain.context().loop}, pause_{chain}, flight_{flight},
          timer_{loop_.call_after(limit, [this] { give_up(); })} {}
    ~Passenger() override { loop_.cancel(timer_); }

    [[nodiscard]] detail::Pause::Awaiter told() noexcept { return pause_.ended(); }
    /** From any thread; the passenger may be gone when this returns. */
    void tell() noexcept { pause_.end_at_home(); }

private:
    void cancelled() noexcept override { give_up(); }
    void give_up() noexcept {
        if (flight_.leave(*this)) tell();
    }

    Loop& loop_;
    detail::Pause pause_;
    Flight& flight_;
    Loop::TimerId timer_;
};

Task<Flight::Answer> Flight::landing(Loop::Clock::duration limit) {
    detail::Chain& chain = co_await detail::this_chain();
    const Cancellation& cancellation = chain.context().cancellation;
    if (!cancellation.requested()) {
        Passenger passenger(chain, *this, limit);
        const bool waits = board(passenger);
        if (waits) co_await passenger.told();
    }
    if (cancellation.requested()) throw Cancelled{};
    co_return answer();
}

bool Flight::board(Passenger& passenger) {
    const std::lock_guard lock{mutex_};
    if (!has_landed_) passengers_.push_back(&passenger);
    return !has_landed_;
}

bool Flight::leave(Passenger& passenger) noexcept {
    const std::lock_guard lock{mutex_};
    return std::erase(passengers_, &passenger) != 0;
}

void Flight::land(Answer answer) noexcept {
    std::vector<Passenger*> passengers;
    {
        const std::lock_guard lock{mutex_};
        has_landed_ = true;
        answer_ = std::move(answer);
        passengers.swap(passengers_);
    }
    for (Passenger* const passenger : passengers) passenger->tell();
}

Flight::Answer Flight::answer() {
    const std::lock_guard lock{mutex_};
    return answer_;
}

Flights::Seat Flights::join(std::string key) {
    const std::lock_guard lock{mutex_};
    Seat seat;
    std::shared_ptr<Flight>& flight = flights_[key];
    if (flight == nullptr) {
        flight = std::make_shared<Flight>();
        seat.flights_ = this;
        seat.key_ = std::move(key);
    }
    seat.flight_ = flight;
    return seat;
}

void Flights::Seat::land() noexcept {
    if (!leads()) return;
    std::exchange(flights_, nullptr)->end(key_);
    flight_->land(std::move(answer_));
}

void Flights::end(const std::string& key) noexcept {
    const std::lock_guard lock{mutex_};
    flights_.erase(key);
}

}  // namespace serval

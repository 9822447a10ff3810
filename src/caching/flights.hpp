#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <serval/caching/cache.hpp>
#include <serval/tasks/loop.hpp>
#include <serval/tasks/task.hpp>

namespace serval {

class Passenger;

/** One answer that is being made, and the requests that wait for it. Thread-safe. */
class Flight {
public:
    using Answer = std::shared_ptr<const StoredResponse>;

    /** The answer, once it is there; null when there will be none to share, or not within `limit`. @throws Cancelled */
    [[nodiscard]] Task<Answer> landing(Loop::Clock::duration limit);

private:
    friend class Flights;
    friend class Passenger;

    void land(Answer answer) noexcept;
    /** False when it has landed: then nobody will tell. */
    [[nodiscard]] bool board(Passenger& passenger);
    /** False when it is no passenger any more, and then it has been told. */
    [[nodiscard]] bool leave(Passenger& passenger) noexcept;
    [[nodiscard]] Answer answer();

    std::mutex mutex_;
    std::vector<Passenger*> passengers_;
    Answer answer_;
    bool has_landed_ = false;
};

/** The answers of one endpoint that are being made. Of requests for the same answer the first leads, and makes it.

    Each passenger waits on its own loop, wherever the leader runs. Thread-safe.
*/
class Flights {
public:
    /** A request's place in a flight. It belongs to one request, and goes before the flights do. */
    class Seat {
    public:
        Seat() = default;
        Seat(Seat&& other) noexcept
            : flights_{std::exchange(other.flights_, nullptr)}, flight_{std::move(other.flight_)}, key_{std::move(other.key_)},
              answer_{std::move(other.answer_)} {}
        Seat& operator=(Seat&& other) noexcept {
            Seat old{std::move(other)};
            std::swap(flights_, old.flights_);
            std::swap(flight_, old.flight_);
            std::swap(key_, old.key_);
            std::swap(answer_, old.answer_);
            return *this;
        }
        /** A leader that goes without a word leaves the others to themselves. */
        ~Seat() { land(); }

        [[nodiscard]] bool leads() const noexcept { return flights_ != nullptr; }
        [[nodiscard]] Flight& flight() const noexcept { return *flight_; }
        /** What the others are given when the leader lands. */
        void bring(Flight::Answer answer) noexcept { answer_ = std::move(answer); }
        /** The leader's work is done; does nothing for others. */
        void land() noexcept;

    private:
        friend class Flights;

        Flights* flights_ = nullptr;   // null for those who do not lead
        std::shared_ptr<Flight> flight_{};
        std::string key_{};
        Flight::Answer answer_{};
    };

    /** A seat in the flight of `key`; whoever is the first there leads. */
    [[nodiscard]] Seat join(std::string key);

private:
    void end(const std::string& key) noexcept;

    std::mutex mutex_;
    std::unordered_map<std::string, std::shared_ptr<Flight>> flights_;
};

}  // namespace serval

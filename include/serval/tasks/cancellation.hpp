#pragma once

#include <exception>

namespace serval {

/** Thrown out of what a task awaits when its cancellation was asked for. */
class Cancelled : public std::exception {
public:
    [[nodiscard]] const char* what() const noexcept override { return "cancelled"; }
};

/** A wish that work would end early: the client is gone, its time is up, the server stops.

    It belongs to one exchange and its home loop; nothing here is thread-safe. Asking twice is asking once.
    What listens is told in the reverse order of listening, as cleaning up wants it.
*/
class Cancellation {
public:
    /** Something to be told. It listens from construction to destruction, and is told of what is asked for then:
        whether it was asked for before, look up first.
    */
    class Listener {
    public:
        explicit Listener(Cancellation& cancellation) noexcept;
        virtual ~Listener();
        Listener(const Listener&) = delete;
        Listener& operator=(const Listener&) = delete;

        /** The wish was uttered. Called at most once, on the home loop. */
        virtual void cancelled() noexcept = 0;

    private:
        friend class Cancellation;
        Cancellation* cancellation_;
        Listener* next_ = nullptr;
        Listener* previous_ = nullptr;
    };

    Cancellation() = default;
    Cancellation(const Cancellation&) = delete;
    Cancellation& operator=(const Cancellation&) = delete;

    [[nodiscard]] bool requested() const noexcept { return requested_; }
    /** Utter the wish. Returns when every listener has been told. */
    void request() noexcept;
    /** Ready for the next request; nobody may be listening. */
    void reset() noexcept { requested_ = false; }

private:
    Listener* first_ = nullptr;
    bool requested_ = false;
};

}  // namespace serval

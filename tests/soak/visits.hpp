#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <mutex>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "wire/wire_client.hpp"

namespace serval::soak {

/** A request and what it is answered with, for ever. */
struct Question {
    std::string request;
    int status = 0;
    std::string body;
};

/** The questions that bench_server is asked, good and wrong ones, with the answers that it gives to `client` to start with.
    @throws std::runtime_error when a status is not the one that is due.
*/
[[nodiscard]] std::vector<Question> learn_questions(wire::WireClient& client);

/** What all visitors have seen. Thread-safe. */
class Tally {
public:
    void count(std::size_t answers) noexcept { answers_ += answers; }
    /** An answer that should have been another one, or that did not come. */
    void complain(std::string_view what);

    [[nodiscard]] std::uint64_t answers() const noexcept { return answers_; }
    /** The first of the complaints, and how many there were. */
    [[nodiscard]] std::vector<std::string> complaints() const;
    [[nodiscard]] std::uint64_t wrong() const noexcept { return wrong_; }

private:
    std::atomic<std::uint64_t> answers_ = 0;
    std::atomic<std::uint64_t> wrong_ = 0;
    mutable std::mutex mutex_;
    std::vector<std::string> complaints_;
};

/** Comes to a server again and again, each time in another way: as a good client, a slow, a rude or a faulty one. */
class Visitor {
public:
    Visitor(std::uint16_t port, const std::vector<Question>& questions, Tally& tally, std::uint32_t seed)
        : port_{port}, questions_{questions}, tally_{tally}, random_{seed} {}

    /** Come once, in a way that chance decides. */
    void visit();

private:
    void ask_several();
    void ask_once_and_close();
    void ask_pipelined();
    void ask_octet_by_octet();
    void reset_midway();
    void reset_unread();
    void leave_unfinished();

    void expect(wire::WireClient& client, const Question& question);
    [[nodiscard]] std::size_t below(std::size_t limit) { return random_() % limit; }
    [[nodiscard]] const Question& any() { return questions_[below(questions_.size())]; }
    [[nodiscard]] std::string_view beginning_of(const Question& question);

    std::uint16_t port_;
    const std::vector<Question>& questions_;
    Tally& tally_;
    std::minstd_rand random_;
    std::deque<wire::WireClient> unfinished_;
};

}  // namespace serval::soak

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <serval/tasks/task.hpp>

#include "pipeline/run.hpp"

namespace serval {

/** What becomes of a request at a stage. */
enum class Flow : std::uint8_t {
    proceed,    // on to the next stage
    answered,   // the response is there: back out, through the stages that were entered before
    waits,      // the run will be resumed
};

/** One stage of the pipeline, made for one endpoint when the app is built, with the policies that hold there.

    What a request carries from stage to stage is in its `Run`; a stage itself never changes and serves all loops.
    Whatever it throws becomes the response.
*/
class Stage {
public:
    enum class Wraps : bool { no, yes };

    explicit Stage(Wraps wraps = Wraps::no) noexcept : wraps_{wraps} {}
    virtual ~Stage() = default;
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    /** On the way in. */
    [[nodiscard]] virtual Flow enter(Run& run) const = 0;
    /** On the way out, of a stage that wraps what is inside of it and was entered. */
    [[nodiscard]] virtual Flow leave(Run&) const { return Flow::proceed; }
    /** What the stage waited for is there: go on where it stopped, in or out. */
    [[nodiscard]] virtual Flow resume(Run&) const { return Flow::proceed; }

    /** What `routes` shows of it; empty when there is nothing to show. */
    [[nodiscard]] virtual std::string describe() const { return {}; }

    [[nodiscard]] bool wraps() const noexcept { return wraps_ == Wraps::yes; }

private:
    Wraps wraps_;
};

/** A stage that puts one question to each of several policies in turn, any of which may have to wait for its answer. */
template <class Answer>
class AskingStage : public Stage {
public:
    Flow enter(Run& run) const final {
        run.turn = applies(run) ? 0 : count();
        return ask(run);
    }
    Flow resume(Run& run) const final {
        const Flow flow = hear(run);
        return flow == Flow::proceed ? ask(run) : flow;
    }

protected:
    [[nodiscard]] virtual std::size_t count() const noexcept = 0;
    /** Whether anybody need be asked. */
    [[nodiscard]] virtual bool applies(Run&) const { return true; }
    [[nodiscard]] virtual Task<Answer> question(Run& run, std::size_t index) const = 0;
    /** True when the others need not be asked. */
    [[nodiscard]] virtual bool settles(Run& run, std::size_t index, Answer answer) const = 0;
    /** Nobody is left to be asked. */
    [[nodiscard]] virtual Flow conclude(Run&) const { return Flow::proceed; }

private:
    Flow ask(Run& run) const {
        while (run.turn < count()) {
            if (!run.await(question(run, run.turn))) return Flow::waits;
            if (const Flow flow = hear(run); flow != Flow::proceed) return flow;
        }
        return conclude(run);
    }

    Flow hear(Run& run) const {
        if (settles(run, run.turn, run.template result<Answer>())) run.turn = count();
        else ++run.turn;
        return Flow::proceed;
    }
};

/** The stages that an endpoint uses, outermost first. */
using Stages = std::vector<std::unique_ptr<const Stage>>;

}  // namespace serval

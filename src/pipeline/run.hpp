#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <serval/authentication/user.hpp>
#include <serval/caching/cache.hpp>
#include <serval/endpoint/handler.hpp>
#include <serval/http/exchange.hpp>
#include <serval/middleware/middleware.hpp>
#include <serval/permission/permission.hpp>
#include <serval/routing/router.hpp>
#include <serval/tasks/root_task.hpp>
#include <serval/throttling/charges.hpp>

#include "pipeline/cache_visit.hpp"
#include "pipeline/idempotency_claim.hpp"
#include "pipeline/worker_leg.hpp"

namespace serval {

class OnionLayer;
class Pipeline;
class Stage;
enum class Flow : std::uint8_t;
struct Plan;

/** One request's way through the stages of its plan: in, and back out.

    It lives with its exchange and is used again for the next request. On the exchange's home loop only.
*/
class Run final : public Exchange::State, public BodyWaiter, public TaskWaiter {
public:
    Run(const Pipeline& pipeline, Exchange& exchange);
    ~Run() override;

    /** Answer the request that has just come in. */
    void begin() noexcept;

    [[nodiscard]] Exchange& exchange() noexcept { return exchange_; }
    [[nodiscard]] Request& request() noexcept { return exchange_.request; }
    [[nodiscard]] Response& response() noexcept { return exchange_.response; }
    [[nodiscard]] const Pipeline& pipeline() const noexcept { return pipeline_; }
    [[nodiscard]] const Plan& plan() const noexcept { return *plan_; }
    [[nodiscard]] const Match& match() const noexcept { return match_; }
    [[nodiscard]] RequestServices& services() noexcept { return services_; }
    [[nodiscard]] const TaskContext& task_context() const noexcept { return *task_context_; }
    [[nodiscard]] std::string_view origin() const noexcept override { return *task_context_->origin; }
    /** What begins from now on ends early by `cancellation`. Returns what did so before. */
    Cancellation& cancel_by(Cancellation& cancellation) noexcept;

    /** Whether it is on its way in still. */
    [[nodiscard]] bool is_going_in() const noexcept { return going_in_; }

    /** Run `task` as far as it goes; false when it waits, and then the stage says so and is resumed. */
    template <class T>
    [[nodiscard]] bool await(Task<T> task) {
        return awaited_.emplace<RootTask<T>>(std::move(task)).start(*task_context_, *this);
    }
    /** What the awaited task gave, or threw. */
    template <class T>
    T result() {
        return std::get<RootTask<T>>(awaited_).result();
    }
    /** Go on at the stage that waits. */
    void resume() noexcept;
    /** The same, as a failure. */
    void resume_with(std::exception_ptr error) noexcept;
    /** Go the rest of the way in on this thread, which is not home: no stage there waits. */
    void go_in_elsewhere() noexcept;
    /** Go out, home again. */
    void go_out() noexcept { go(); }

    // What stages leave for one another, and for themselves while they wait.
    WorkerLeg worker_leg{*this};
    CallSlot call;                                      // validation makes it, the endpoint calls it, serialization writes it
    std::size_t turn = 0;                               // whom an asking stage asks
    Charges charges;                                    // what the throttles count
    CacheVisit cache_visit;
    IdempotencyClaim idempotency;
    std::vector<std::unique_ptr<OnionLayer>> layers;    // coroutine middlewares that have been entered

private:
    void body_arrived() override { resume(); }
    void body_failed(Problem problem) override;
    void task_finished() noexcept override { resume(); }

    void go() noexcept;
    [[nodiscard]] bool step_in() noexcept;
    [[nodiscard]] bool step_out() noexcept;
    template <class Act>
    [[nodiscard]] Flow guarded(Act act) noexcept;
    [[nodiscard]] Flow go_on(const Stage& stage);
    void let_go() noexcept;
    void finish() noexcept;

    const Pipeline& pipeline_;
    Exchange& exchange_;
    RequestServices services_;
    std::optional<TaskContext> task_context_;   // always there; a TaskContext cannot be assigned
    const Plan* plan_ = nullptr;
    Match match_;
    std::size_t position_ = 0;        // the stage to enter next, or one more than the one to leave next
    bool going_in_ = true;
    bool resuming_ = false;
    std::exception_ptr failure_;      // that the waiting stage is resumed with
    std::variant<std::monostate, RootTask<std::optional<User>>, RootTask<Verdict>, RootTask<bool>,
                 RootTask<CacheLookup>, RootTask<std::shared_ptr<const StoredResponse>>, RootTask<void>>
        awaited_;
};

}  // namespace serval

#include <serval/middleware/timeout.hpp>

#include <string>
#include <vector>

#include <serval/tasks/this_task.hpp>
#include <serval/tasks/with_timeout.hpp>

namespace serval {
namespace {

class Timeout final : public CoroutineMiddleware {
public:
    explicit Timeout(std::chrono::steady_clock::duration limit) : limit_{limit} {}

    Task<Response> handle(Request&, Next next) override {
        detail::Chain& chain = co_await detail::this_chain();
        detail::TimeLimit time(chain.context(), limit_);
        const TaskContext inside = time.context();
        Response response = co_await next(inside.cancellation);
        co_return response;
    }

    std::string name() const override { return "timeout"; }
    std::vector<std::string> mistakes() const override {
        if (limit_.count() > 0) return {};
        return {"it gives no time"};
    }
    void describe(const DescribedOperation&, DeclaredResponses& responses) const override { responses.unavailable(); }

private:
    std::chrono::steady_clock::duration limit_;
};

}  // namespace

std::shared_ptr<CoroutineMiddleware> timeout(std::chrono::steady_clock::duration limit) { return std::make_shared<Timeout>(limit); }

}  // namespace serval

#pragma once

#include <deque>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <serval/tasks/gathering.hpp>
#include <serval/tasks/this_task.hpp>

namespace serval {

/** What stands in a tuple for the result of a task that gives none. */
struct NoResult {};

namespace detail {

template <class T>
using TupleResult = std::conditional_t<std::is_void_v<T>, NoResult, T>;

template <class T>
TupleResult<T> tuple_result(RootTask<T>& task) {
    if constexpr (std::is_void_v<T>) {
        task.result();
        return {};
    } else {
        return task.result();
    }
}

template <class T>
std::vector<T> results_of(std::deque<RootTask<T>>& tasks) {
    std::vector<T> results;
    results.reserve(tasks.size());
    for (RootTask<T>& task : tasks) results.push_back(task.result());
    return results;
}

inline void results_of(std::deque<RootTask<void>>& tasks) {
    for (RootTask<void>& task : tasks) task.result();
}

template <class T>
using GatheredResults = decltype(results_of(std::declval<std::deque<RootTask<T>>&>()));

}  // namespace detail

/** Run several tasks at the same time on the home loop and give their results in the order of the tasks:
    `auto [book, reviews] = co_await when_all(load(id), reviews_of(id));`.

    All run to their end. Then, where some failed, the exception of the first of them, in the order of the tasks, is thrown.
    They inherit the cancellation of the one who awaits.
*/
template <class... Ts>
[[nodiscard]] Task<std::tuple<detail::TupleResult<Ts>...>> when_all(Task<Ts>... tasks) {
    detail::Chain& chain = co_await detail::this_chain();
    std::tuple<RootTask<Ts>...> roots(std::move(tasks)...);
    detail::Gathering gathering(chain, chain.context());
    std::apply([&gathering](auto&... root) { (gathering.start(root), ...); }, roots);
    co_await gathering.all();
    co_return std::apply(
        [](auto&... root) { return std::tuple<detail::TupleResult<Ts>...>{detail::tuple_result(root)...}; }, roots);
}

/** The same for any number of tasks of one kind: a `Task` of a vector of results, or of nothing. */
template <class T>
    requires(!std::is_reference_v<T>)
[[nodiscard]] Task<detail::GatheredResults<T>> when_all(std::vector<Task<T>> tasks) {
    detail::Chain& chain = co_await detail::this_chain();
    std::deque<RootTask<T>> roots;
    for (Task<T>& task : tasks) roots.emplace_back(std::move(task));
    detail::Gathering gathering(chain, chain.context());
    for (RootTask<T>& root : roots) gathering.start(root);
    co_await gathering.all();
    co_return detail::results_of(roots);
}

}  // namespace serval

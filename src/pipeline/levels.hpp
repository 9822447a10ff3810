#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <serval/endpoint/endpoint.hpp>

namespace serval {

/** What the levels around an endpoint say, from the app inwards to the endpoint itself, or to the scope that is asked for. */
class Levels {
public:
    explicit Levels(const Endpoint& endpoint);
    explicit Levels(const Scope& scope);

    /** A policy that has a list: nearest wins, `also` adds. */
    template <class T>
    [[nodiscard]] std::vector<T> resolve(Setting<T> Policies::*setting) const {
        std::vector<T> holds;
        for (const Policies* level : levels_) holds = (level->*setting).resolve(std::move(holds));
        return holds;
    }

    /** A policy that is one value: nearest wins. */
    template <class T>
    [[nodiscard]] std::optional<T> nearest(std::optional<T> Policies::*setting) const {
        std::optional<T> holds;
        for (const Policies* level : levels_) {
            if ((level->*setting).has_value()) holds = level->*setting;
        }
        return holds;
    }

    /** The middlewares of the levels around the endpoint, outermost first. */
    [[nodiscard]] std::vector<AnyMiddleware> outer_middlewares() const;
    /** Asked nearest first. */
    [[nodiscard]] std::vector<std::shared_ptr<const ErrorTranslator>> error_translators() const;
    /** A policy that gathers: what all levels say, outermost first. */
    template <class T>
    [[nodiscard]] std::vector<T> gather(std::vector<T> Policies::*list) const {
        std::vector<T> all;
        for (const Policies* level : levels_) all.insert(all.end(), (level->*list).begin(), (level->*list).end());
        return all;
    }
    /** Whether any level says anything of a policy. */
    template <class T>
    [[nodiscard]] bool is_said(Setting<T> Policies::*setting) const {
        return std::any_of(levels_.begin(), levels_.end(), [&](const Policies* level) { return (level->*setting).is_said(); });
    }

    /** With which others of its name a throttle that holds counts together: its own scope, or where it is said. */
    [[nodiscard]] std::string scope_of(const ThrottlePtr& throttle) const;

private:
    void add_outwards(const Scope* scope);

    const Endpoint* endpoint_ = nullptr;   // null for a scope
    std::vector<const Policies*> levels_;
};

}  // namespace serval

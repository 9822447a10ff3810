#pragma once

#include <chrono>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace serval {

/** What answers are shared by. A known user has answers of their own, unless nothing is to tell them apart. */
enum class Vary : std::uint8_t {
    by_user,      // all whom nobody knows share one answer
    by_address,   // each address has its own
    by_nothing,   // users too share one answer: only for what is the same for all
};

/** Header fields of requests that answers depend on. */
struct VaryFields {
    std::vector<std::string> names;
};

namespace vary {
inline constexpr Vary by_user = Vary::by_user;
inline constexpr Vary by_address = Vary::by_address;
inline constexpr Vary by_nothing = Vary::by_nothing;

/** Each value of these request fields has an answer of its own, and answers say so by `Vary` (RFC 9110 §12.5.5). */
template <std::convertible_to<std::string>... Names>
    requires(sizeof...(Names) != 0)
[[nodiscard]] VaryFields by_header(Names... names) {
    VaryFields fields;
    (fields.names.push_back(std::move(names)), ...);
    return fields;
}
}  // namespace vary

/** What answers are about, by which they are evicted. */
struct CacheTags {
    std::vector<std::string> names;
};

/** The tags of an endpoint's answers: `.cache(60s, tagged("books"))`. */
template <std::convertible_to<std::string>... Names>
    requires(sizeof...(Names) != 0)
[[nodiscard]] CacheTags tagged(Names... names) {
    CacheTags tags;
    (tags.names.push_back(std::move(names)), ...);
    return tags;
}

/** How long requests wait for an answer that another one is making. */
struct CacheWait {
    std::chrono::milliseconds limit;
};

/** For how long requests at most wait for an answer that another request is making, before they make their own; 5 s by default. */
[[nodiscard]] inline CacheWait wait_at_most(std::chrono::milliseconds limit) { return {limit}; }

/** How long, for whom and under which tags answers are remembered. */
struct CachePolicy {
    std::chrono::seconds ttl{0};          // 0: not at all
    std::optional<Vary> sharers{};        // where nothing is said: by user
    std::vector<std::string> fields{};    // of requests, that answers depend on as well
    std::vector<std::string> tags{};
    std::chrono::milliseconds wait{5000};

    void add(Vary vary) { sharers = vary; }
    void add(VaryFields vary) { append(fields, std::move(vary.names)); }
    void add(CacheTags tagged) { append(tags, std::move(tagged.names)); }
    void add(CacheWait limit) { wait = limit.limit; }

private:
    static void append(std::vector<std::string>& to, std::vector<std::string> names) {
        for (std::string& name : names) to.push_back(std::move(name));
    }
};

namespace detail {

/** Whether a `Value` says something of how answers are remembered. */
template <class Value>
concept CacheRule = requires(CachePolicy& policy, Value value) { policy.add(std::move(value)); };

}  // namespace detail
}  // namespace serval

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <serval/caching/cache_policy.hpp>
#include <serval/endpoint/endpoint.hpp>
#include <serval/http/headers.hpp>
#include <serval/http/request.hpp>

namespace serval {

/** What tells the answers of an endpoint apart: who asks, path and query, and whatever else of a request its handler is given. */
class CacheKey {
public:
    CacheKey(const Endpoint& endpoint, const CachePolicy& policy);

    /** Write the key of `request` into `key`. No two requests that may be answered differently write the same. */
    void write(const Request& request, std::string& key) const;
    /** Whether the answer to `request` is one user's own. */
    [[nodiscard]] bool is_of_user(const Request& request) const;
    /** Say in `headers` which request fields the answer depends on. */
    void add_vary_to(Headers& headers) const;
    /** Whether the key tells apart all that an answer with these fields says that it depends on. */
    [[nodiscard]] bool covers_vary_of(const Headers& headers) const;

private:
    void take_arguments(const Endpoint& endpoint);
    void add_field(const std::string& name);
    void append_sharer(std::string& key, const Request& request) const;
    [[nodiscard]] bool covers(std::string_view field) const;

    Vary sharers_;
    std::vector<std::string> fields_;
    std::vector<std::string> cookies_;
    bool reads_body_;
    bool negotiates_;
};

}  // namespace serval

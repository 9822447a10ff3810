#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace serval::bench {

/** A request that a server is measured by. */
struct Workload {
    std::string name;
    std::string request;
};

/** Six fields, 286 octets. */
[[nodiscard]] std::string_view item_body();

/** The request of POST /items with a body of about `size` octets, most of them in one field; the usual body where that is no smaller. */
[[nodiscard]] std::string item_request(std::size_t size);

/** Every workload of an endpoint without policies, the plain hello first. */
[[nodiscard]] const std::vector<Workload>& workloads();

/** That of the endpoint that asks for a token, a permission and an allowance, and answers from the cache. */
[[nodiscard]] const Workload& guarded_workload();

/** The workload called `name`. @throws std::out_of_range */
[[nodiscard]] const Workload& workload(std::string_view name);

}  // namespace serval::bench

#include "bench/workloads.hpp"

#include <stdexcept>

#include "bench/guard.hpp"

namespace serval::bench {
namespace {

const std::string fields = " HTTP/1.1\r\nHost: localhost:8080\r\nUser-Agent: bench/1.0\r\nAccept: */*\r\n";

std::string get(const std::string& target) { return "GET " + target + fields + "\r\n"; }

std::string post(const std::string& target, std::string_view body) {
    return "POST " + target + fields + "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
           std::string{body};
}

}  // namespace

std::string_view item_body() {
    static constexpr std::string_view body =
        R"({"name":"A kettle of blue enamel","description":"Holds three litres, whistles when the water boils, )"
        R"(and has been in the family for longer than anybody in it can remember; the lid is new, the handle has been mended.",)"
        R"("price":24.95,"quantity":12,"tags":["kitchen","enamel"],"active":true})";
    static_assert(body.size() == 286);
    return body;
}

std::string item_request(std::size_t size) {
    std::string body{item_body()};
    static constexpr std::string_view before = "whistles ";
    if (size > body.size()) body.insert(body.find(before), size - body.size(), '~');
    return post("/items", body);
}

const std::vector<Workload>& workloads() {
    static const std::vector<Workload> all{
        {"GET /plaintext", get("/plaintext")},
        {"GET /json", get("/json")},
        {"POST /items", post("/items", item_body())},
        {"GET /items/{id}", get("/items/42?q=blue%20kettle&limit=10")},
    };
    return all;
}

const Workload& guarded_workload() {
    static const Workload guarded{
        "GET /guarded", "GET /guarded" + fields + "Authorization: Bearer " + guard_tokens().issue(guard_user()).access + "\r\n\r\n"};
    return guarded;
}

const Workload& workload(std::string_view name) {
    if (name == guarded_workload().name) return guarded_workload();
    for (const Workload& one : workloads()) {
        if (one.name == name) return one;
    }
    throw std::out_of_range{"there is no workload called " + std::string{name}};
}

}  // namespace serval::bench

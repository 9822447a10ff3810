#include "soak/visits.hpp"

#include <algorithm>
#include <stdexcept>

#include "bench/workloads.hpp"

namespace serval::soak {
namespace {

constexpr std::size_t most_unfinished = 100;

std::string get(const std::string& target) { return "GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n"; }

std::string post(const std::string& body) {
    return "POST /items HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

struct Due {
    std::string request;
    int status;
};

std::vector<Due> due_questions() {
    std::vector<Due> all;
    for (const bench::Workload& workload : bench::workloads()) all.push_back({workload.request, workload.name.starts_with("POST") ? 201 : 200});
    all.push_back({"POST /items HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" "11e\r\n" +
                       std::string{bench::item_body()} + "\r\n0\r\n\r\n",
                   201});
    all.push_back({get("/items/5?q=x&limit=100"), 200});
    all.push_back({get("/nothing"), 404});
    all.push_back({get("/items/5?q=x&limit=101"), 400});
    all.push_back({"DELETE /json HTTP/1.1\r\nHost: a\r\n\r\n", 405});
    all.push_back({post(R"({"name":1})"), 400});
    all.push_back({post(R"({"name":)"), 400});
    all.push_back({post("[" + std::string(1000, '[')), 400});
    return all;
}

Question learn(wire::WireClient& client, const Due& due) {
    client.send(due.request);
    auto reply = client.receive();
    if (!reply || reply->status != due.status) throw std::runtime_error{"the server does not know the answer to " + due.request};
    return {due.request, due.status, std::move(reply->body)};
}

}  // namespace

std::vector<Question> learn_questions(wire::WireClient& client) {
    std::vector<Question> questions;
    for (const Due& due : due_questions()) questions.push_back(learn(client, due));
    return questions;
}

void Tally::complain(std::string_view what) {
    static constexpr std::size_t kept = 20;
    ++wrong_;
    const std::lock_guard lock{mutex_};
    if (complaints_.size() < kept) complaints_.emplace_back(what);
}

std::vector<std::string> Tally::complaints() const {
    const std::lock_guard lock{mutex_};
    return complaints_;
}

void Visitor::visit() {
    static constexpr void (Visitor::*ways[])(){&Visitor::ask_several,        &Visitor::ask_several,  &Visitor::ask_once_and_close,
                                               &Visitor::ask_pipelined,      &Visitor::reset_midway, &Visitor::reset_unread,
                                               &Visitor::ask_octet_by_octet, &Visitor::leave_unfinished};
    try {
        (this->*ways[below(std::size(ways))])();
    } catch (const std::runtime_error& error) {
        tally_.complain(error.what());
    }
}

void Visitor::ask_several() {
    wire::WireClient client{port_};
    for (std::size_t count = 1 + below(50); count != 0; --count) {
        const Question& question = any();
        client.send(question.request);
        expect(client, question);
    }
}

void Visitor::ask_once_and_close() {
    wire::WireClient client{port_};
    const Question& question = any();
    client.send(question.request);
    client.end_sending();
    expect(client, question);
    if (!client.is_closed()) tally_.complain("the server has not hung up");
}

void Visitor::ask_pipelined() {
    wire::WireClient client{port_};
    std::vector<const Question*> asked;
    std::string requests;
    for (std::size_t count = 2 + below(30); count != 0; --count) requests += asked.emplace_back(&any())->request;
    client.send(requests);
    for (const Question* question : asked) expect(client, *question);
}

void Visitor::ask_octet_by_octet() {
    wire::WireClient client{port_};
    const Question& question = any();
    client.send_singly(question.request);
    expect(client, question);
}

void Visitor::reset_midway() {
    wire::WireClient client{port_};
    client.send(beginning_of(any()));
    client.reset();
}

void Visitor::reset_unread() {
    wire::WireClient client{port_};
    std::string requests;
    for (std::size_t count = below(200); count != 0; --count) requests += any().request;
    client.send(requests);
    client.reset();
}

void Visitor::leave_unfinished() {
    unfinished_.emplace_back(port_).send(beginning_of(any()));
    if (unfinished_.size() > most_unfinished) unfinished_.pop_front();
}

std::string_view Visitor::beginning_of(const Question& question) {
    return std::string_view{question.request}.substr(0, below(question.request.size()));
}

void Visitor::expect(wire::WireClient& client, const Question& question) {
    const auto reply = client.receive();
    if (!reply) throw std::runtime_error{"no answer to " + question.request};
    if (reply->status != question.status || reply->body != question.body) {
        throw std::runtime_error{"another answer than usual, " + std::to_string(reply->status) + " " + reply->body + ", to " + question.request};
    }
    tally_.count(1);
}

}  // namespace serval::soak

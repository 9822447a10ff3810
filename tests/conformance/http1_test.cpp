// Request messages that others have gathered, with what should become of them (http1.jsonl, described in its README).
#include <catch2/catch.hpp>

#include <serval/serval.hpp>
#include <serval/testing/client.hpp>

#include "server/app_core.hpp"
#include "wire/running_server.hpp"
#include "wire/wire_client.hpp"

#include <cstdlib>
#include <fstream>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

using namespace serval;
using namespace serval::wire;
using nlohmann::json;

namespace {

/** Rows that are not met as their suites would have it, each with the reason. */
const std::map<std::string, std::string>& exceptions() {
    static const std::map<std::string, std::string> all{
        {"gunicorn-valid/009.http", "identity is no transfer coding (RFC 9112, section 7), and here it comes with a Content-Length"},
        {"gunicorn-valid/020.http", "a Host field was put into the message, but not into the body that the row expects"},
        {"gunicorn-valid/025.http", "the transfer coding gzip is not offered"},
        {"gunicorn-valid/025_line.http", "the transfer coding gzip is not offered"},
        {"gunicorn-valid/029.http", "identity is no transfer coding"},
        {"gunicorn-valid/030.http", "identity is no transfer coding"},
        {"gunicorn-valid/rfc9112_smuggle_gzip_chunked_01.http", "the transfer coding gzip is not offered"},
        {"gunicorn-valid/rfc9112_smuggle_te_identity_chunked_01.http", "identity is no transfer coding"},
        {"gunicorn-valid/099.http", "fewer octets are sent than Content-Length says: the request is incomplete (RFC 9112, section 8)"},
        {"gunicorn-valid/031.http", "a method that begins with no letter is not known"},
        {"gunicorn-valid/rfc9112_target_absolute_userinfo_01.http", "user information in a target is refused (RFC 9110, section 4.2.4)"},
    };
    return all;
}

std::string decode(const std::string& base64) {
    static const std::string digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string octets;
    unsigned bits = 0;
    int count = 0;
    for (const char c : base64) {
        if (c == '=') break;
        bits = bits << 6 | static_cast<unsigned>(digits.find(c));
        count += 6;
        if (count >= 8) octets += static_cast<char>(bits >> (count -= 8) & 0xFF);
    }
    return octets;
}

struct Row {
    explicit Row(const json& from)
        : id{from.at("suite").get<std::string>() + "/" + from.at("id").get<std::string>()}, raw{decode(from.at("raw"))}, data(from) {}

    std::string id;
    std::string raw;
    json data;
};

std::vector<Row> read_rows() {
    const char* set = std::getenv("SERVAL_CORPORA");
    std::ifstream file{(set != nullptr ? std::string{set} : SERVAL_DEFAULT_CORPORA) + "/http1.jsonl"};
    std::vector<Row> rows;
    for (std::string line; std::getline(file, line);) rows.emplace_back(json::parse(line));
    if (rows.empty()) WARN("skipped: http1.jsonl is not there; SERVAL_CORPORA tells where");
    return rows;
}

/** Rows about content that never comes: they are for a server that would take so much, and whose patience ends soon. */
bool is_about_waiting(const Row& row) { return row.id == "http11probe/MAL-POST-CL-HUGE-NO-BODY"; }

/** Rows about what a router answers: they are for an app, with GET and POST on `/`. */
bool is_about_routing(const Row& row) {
    static const std::set<std::string> all{"http11probe/COMP-405-ALLOW", "http11probe/COMP-UNKNOWN-METHOD", "http11probe/COMP-NO-CL-IN-204",
                                           "http11probe/COMP-OPTIONS-ALLOW"};
    return all.contains(row.id);
}

App routed_app() {
    App app{test::settings()};
    app.get<"/">([] { return Response::text("hello"); });
    app.post<"/">([] { return Response::text("hello"); });
    app.build();
    return app;
}

enum class Feeding { whole, singly, behind_another };

/** What a server made of a row: the responses, and whether it closed after them. */
struct Outcome {
    std::vector<wire::Reply> replies;
    bool closed = false;

    int status() const { return replies.empty() ? 0 : replies.front().status; }
    bool is_success() const { return status() / 100 == 2; }
};

/** A service behind two servers, plain and over TLS. */
class Servers {
public:
    Servers(const Limits& limits, Service& service)
        : plain_{service, settings_with(limits, std::nullopt)}, secure_{service, settings_with(limits, test_certificate())} {}

    std::uint16_t port(WireClient::Kind kind) const { return (kind == WireClient::Kind::tls ? secure_ : plain_).port(); }

private:
    static ServerSettings settings_with(const Limits& limits, std::optional<TlsSettings> tls) {
        ServerSettings settings;
        settings.limits = limits;
        settings.tls = std::move(tls);
        return settings;
    }

    RunningServer plain_;
    RunningServer secure_;
};

Limits narrow() {   // some rows are about limits
    Limits limits;
    limits.head_octets = 2048;
    limits.target_octets = 1024;
    limits.header_fields = 20;
    return limits;
}

Limits impatient() {
    Limits limits = narrow();
    limits.content_grace = std::chrono::milliseconds{40};
    return limits;
}

class Trial {
public:
    Outcome run(const Row& row, WireClient::Kind kind = WireClient::Kind::plain, Feeding feeding = Feeding::whole) {
        const bool waits = is_about_waiting(row);
        WireClient client{servers_for(row).port(kind), kind};
        feed(client, row.raw, feeding);
        if (!waits) client.end_sending();   // what is incomplete must not be waited for
        Outcome outcome;
        const bool to_head = row.raw.rfind("HEAD", 0) == 0;
        while (auto reply = client.receive(to_head)) {
            if (reply->status >= 200) outcome.replies.push_back(std::move(*reply));
        }
        outcome.closed = client.is_closed();
        return outcome;
    }

private:
    static void feed(WireClient& client, const std::string& raw, Feeding feeding) {
        if (feeding == Feeding::singly) {
            client.send_singly(raw);
        } else if (feeding == Feeding::behind_another) {
            client.send("GET /first HTTP/1.1\r\nHost: a\r\n\r\n" + raw);
            REQUIRE(client.receive());
        } else {
            client.send(raw);
        }
    }

    const Servers& servers_for(const Row& row) const {
        if (is_about_waiting(row)) return waiting_;
        return is_about_routing(row) ? routed_ : usual_;
    }

    FunctionService echo_{echo, 1 << 20};
    FunctionService patient_echo_{echo, 1 << 30};
    App app_ = routed_app();
    Servers usual_{narrow(), echo_};
    Servers waiting_{impatient(), patient_echo_};
    Servers routed_{narrow(), app_.core().pipeline()};
};

bool meets_accept(const Row& row, const Outcome& outcome) {
    const json& requests = row.data.at("requests");
    if (outcome.replies.size() != requests.size()) return false;
    for (std::size_t i = 0; i < requests.size(); ++i) {
        const std::string body = decode(requests[i].at("body"));
        if (outcome.replies[i].status / 100 != 2 || (!body.empty() && outcome.replies[i].body != body)) return false;
    }
    return true;
}

/** What the probe's author wrote, such as "400 or 2xx": one of these has to be. */
bool meets_text(const Row& row, const Outcome& outcome) {
    const std::string text = row.data.at("text");
    const bool closed_silently = outcome.replies.empty() && outcome.closed;
    if (closed_silently) return row.data.at("close_ok").get<bool>() || text.find("close") != std::string::npos;
    if (text == "!101" || text == "non-101 (426 preferred)") return outcome.status() != 101;
    if (text == "non-1xx response") return outcome.status() >= 200;
    if (text.rfind("Reject", 0) == 0) return outcome.status() != 0;   // it must not be taken for a framing field: the echo would show
    if (text == "IMF-fixdate format" || text == "2xx with Date header") return outcome.is_success() && outcome.replies[0].headers.contains("Date");
    if (text == "2xx with Allow header") return outcome.is_success() && outcome.replies[0].headers.contains("Allow");
    if (text == "2xx with no body") return outcome.is_success() && outcome.replies[0].body.empty();
    if (text == "2xx + close") return outcome.is_success() && outcome.replies[0].closes();
    if (text == "2xx + echo") return outcome.is_success() && outcome.replies[0].body.rfind("hello", 0) == 0;
    if (text == "405 + Allow header") return outcome.status() == 405 && outcome.replies[0].headers.contains("Allow");
    if (text == "204 without CL") return outcome.status() == 204 && !outcome.replies[0].headers.contains("Content-Length");
    if (text == "405/501, or 200 without Auth") return outcome.is_success() && outcome.replies[0].body.find("secret") == std::string::npos;
    if (outcome.is_success() && text.find("2xx") != std::string::npos) return true;
    if (outcome.status() == 408 && text.find("timeout") != std::string::npos) return true;
    return text.find(std::to_string(outcome.status())) != std::string::npos;
}

bool meets(const Row& row, const Outcome& outcome) {
    const std::string expected = row.data.at("expect");
    if (expected == "accept") return meets_accept(row, outcome);
    if (expected == "text") return meets_text(row, outcome);
    return outcome.status() >= 400 || (outcome.replies.empty() && outcome.closed);
}

}  // namespace

TEST_CASE("gathered messages are accepted and refused as their suites say", "[conformance]") {
    Trial trial;
    for (const Row& row : read_rows()) {
        CAPTURE(row.id, row.raw);
        const Outcome outcome = trial.run(row);
        const bool met = meets(row, outcome);
        CAPTURE(outcome.status());
        CHECK(met != exceptions().contains(row.id));   // a row that is met needs no excuse
    }
}

TEST_CASE("gathered messages get the same answers however they come", "[conformance]") {
    Trial trial;
    for (const Row& row : read_rows()) {
        CAPTURE(row.id, row.raw);
        const Outcome plain = trial.run(row);
        CHECK(trial.run(row, WireClient::Kind::plain, Feeding::singly).status() == plain.status());
        CHECK(trial.run(row, WireClient::Kind::plain, Feeding::behind_another).status() == plain.status());
        CHECK(trial.run(row, WireClient::Kind::tls).status() == plain.status());
    }
}

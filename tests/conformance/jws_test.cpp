// Tokens that others have gathered, with the key and what should become of them (jws.jsonl, described in its README).
#include <catch2/catch.hpp>

#include <serval/http/base64.hpp>
#include <serval/jose/jws.hpp>
#include <serval/json.hpp>

#include <cstdlib>
#include <fstream>
#include <map>

using namespace serval;

namespace {

/** Rows that are not met as their suites would have it, each with the reason. */
const std::map<std::string, std::string>& unmet_tokens() {
    static const std::map<std::string, std::string> all{
        {"wycheproof/346", "a key says what it is for, here PS256, and the token is signed with PS384"},
        {"wycheproof/347", "ES521, which the key says it is for, is no algorithm"},
        {"wycheproof/350", "a key says what it is for, here PS256, and the token is signed with PS384"},
        {"wycheproof/351", "ES521, which the key says it is for, is no algorithm"},
        {"wycheproof/367", "the token of row 357, which is accepted, to the octet"},
        {"wycheproof/370", "the token of row 357, which is accepted, to the octet"},
        {"wycheproof/372", "a question mark in the header's base64url (RFC 7515, section 2)"},
        {"wycheproof/373", "a question mark in the payload's base64url (RFC 7515, section 2)"},
        {"jose-cookbook/4_5.signature_with_detached_content", "content that is not in the token is not offered (RFC 7515, appendix F)"},
    };
    return all;
}

std::string id_of(const Json& row) {
    const Json& id = row.at("id");
    return row.at("suite").get<std::string>() + "/" + (id.is_string() ? id.get<std::string>() : id.dump());
}

std::vector<Json> read_tokens() {
    const char* set = std::getenv("SERVAL_CORPORA");
    std::ifstream file{(set != nullptr ? std::string{set} : SERVAL_DEFAULT_CORPORA) + "/jws.jsonl"};
    std::vector<Json> rows;
    for (std::string line; std::getline(file, line);) rows.push_back(Json::parse(line));
    if (rows.empty()) WARN("skipped: jws.jsonl is not there; SERVAL_CORPORA tells where");
    return rows;
}

/** What the application would say of a key that does not say it itself: the cookbook's RSA keys serve two algorithms in turn. */
std::optional<JwsAlgorithm> algorithm_for(const Json& row) {
    const Json& key = row.at("key");
    if (key.contains("alg") || key.contains("crv") || row.at("expect") == "reject") return std::nullopt;
    const auto header = from_base64url(row.at("jws").get<std::string>().substr(0, row.at("jws").get<std::string>().find('.')));
    return jws_algorithm(Json::parse(header.value()).at("alg").get<std::string>());
}

bool is_accepted(const Json& row) {
    try {
        const JwsKey key = JwsKey::from_jwk(row.at("key").dump(), algorithm_for(row));
        const auto verified = verify_jws(row.at("jws").get<std::string>(), key);
        return verified && (!row.contains("payload") || verified->payload == row.at("payload").get<std::string>());
    } catch (const JwsKeyError&) {
        return false;
    }
}

}  // namespace

TEST_CASE("gathered tokens are believed and refused as their suites say", "[conformance][jose]") {
    for (const Json& row : read_tokens()) {
        CAPTURE(id_of(row), row.at("jws").get<std::string>());
        const bool met = is_accepted(row) == (row.at("expect") == "accept");
        CHECK(met != unmet_tokens().contains(id_of(row)));   // a row that is met needs no excuse
    }
}

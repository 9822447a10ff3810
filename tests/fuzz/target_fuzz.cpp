// Targets, queries and percent-encoding: what is taken apart comes together again, and Boost.URL takes it apart in the same way.
#include "fuzz/claim.hpp"

#include <serval/http/percent.hpp>
#include <serval/http/query.hpp>
#include <serval/http/target.hpp>
#include <serval/http/uri.hpp>
#include <serval/routing/router.hpp>

#include <boost/url/src.hpp>

using namespace serval;
using fuzz::claim;

namespace {

std::string_view view(boost::urls::string_view text) { return {text.data(), text.size()}; }

void read_target(std::string_view text) {
    const auto target = parse_target(Method::get, text);
    if (!target) return;
    const std::string origin_form = target->origin_form();
    const auto again = parse_target(Method::get, origin_form);
    claim(again && again->path == target->path && again->query == target->query && again->has_query == target->has_query,
          "a target in origin form is the same target");
    claim(target->path.starts_with('/'), "a path begins with a slash");
    const auto oracle = boost::urls::parse_origin_form(boost::urls::string_view{text.data(), text.size()});
    if (!oracle) return;
    claim(target->path == view(oracle->encoded_path()), "Boost.URL sees the same path");
    claim(target->has_query == oracle->has_query() && target->query == view(oracle->encoded_query()), "Boost.URL sees the same query");
}

void read_other_forms(std::string_view text) {
    static_cast<void>(parse_target(Method::options, text));
    static_cast<void>(parse_target(Method::connect, text));
    const auto authority = parse_authority(text);
    const auto oracle = boost::urls::parse_authority(boost::urls::string_view{text.data(), text.size()});
    if (authority && oracle) {
        claim(authority->host == view(oracle->encoded_host()), "Boost.URL sees the same host");
        claim(authority->port.value_or(0) == oracle->port_number(), "Boost.URL sees the same port");
    }
    if (const auto origin = Origin::parse(text)) {
        claim(Origin::parse(origin->to_string()) == origin, "an origin as text is the same origin");
    }
}

void code_percent(std::string_view text) {
    for (const UrlPart part : {UrlPart::segment, UrlPart::query, UrlPart::any}) {
        claim(percent_decode(percent_encode(text, part), Plus::keep, Decoded::any) == text, "what is encoded decodes to itself");
    }
    const auto octets = percent_decode(text, Plus::keep, Decoded::any);
    const auto characters = percent_decode(text);
    if (characters) claim(octets == characters, "what is UTF-8 decodes alike");
    if (octets) claim(octets->size() <= text.size(), "decoding adds nothing");
}

void compare(const QueryParameters& a, const QueryParameters& b) {
    claim(a.size() == b.size(), "a query that is written has as many pairs");
    for (std::size_t i = 0; i < a.size(); ++i) {
        claim(a.at(i).name == b.at(i).name && a.at(i).value == b.at(i).value, "a query that is written has the same pairs");
    }
}

void read_query(std::string_view text) {
    auto query = QueryParameters::parse(text);
    if (!query) {
        claim(!describe(query.fault()).empty(), "a refusal says why");
        return;
    }
    for (std::size_t i = 0; i < query->size(); ++i) claim(query->contains(query->at(i).name), "each pair is found");
    const auto again = QueryParameters::parse(query->to_string());
    const bool has_empty = query->contains("");   // "=" alone is a pair, and is written as one
    claim(again || has_empty, "a query that is written can be read");
    if (again) compare(*query, *again);
    if (query->empty()) return;
    const std::string name{query->at(0).name};
    query->set(name, text);
    claim(query->find(name) == text && query->all(name).size() == 1, "what is set is there once");
    claim(query->remove(name) && !query->contains(name), "what is removed is gone");
}

const Router& router() {
    static const Router made = [] {
        Router routes;
        int number = 0;
        for (const char* pattern : {"/", "/a/{x}", "/a/{x:int}", "/a/{x:uuid}/b", "/{x:slug}/c", "/files/{rest:path}", "/a-{x}.{y}", "/é"}) {
            routes.add({.method = Method::get, .pattern = pattern, .name = "r" + std::to_string(number++)});
        }
        claim(routes.freeze().empty(), "the routes are sound");
        return routes;
    }();
    return made;
}

void look_up(std::string_view text) {
    Request request;
    const auto target = parse_target(Method::get, text);
    if (!target) return;
    request.set_target(target->origin_form());
    const Match match = router().match(Method::get, request.path(), request.mutable_path_values());
    claim(match.outcome != Match::Outcome::found || match.route != no_route, "what is found is a route");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    read_target(text);
    read_other_forms(text);
    code_percent(text);
    read_query(text);
    look_up(text);
    return 0;
}

#include <serval/middleware/compression.hpp>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include <serval/http/token.hpp>
#include <serval/http/weighted.hpp>
#include <serval/problem/http_error.hpp>

#include "coding/coded_source.hpp"
#include "coding/content_coder.hpp"
#include "http/syntax.hpp"
#include "http/vary.hpp"

namespace serval {
namespace {

constexpr std::string_view identity = "identity";

/** What a client accepts, of what is offered. */
struct Acceptance {
    std::optional<ContentCoding> coding{};   // the best one; nothing where content without one is as good
    bool refuses_identity = false;
};

bool is_final(const Headers& headers) {
    if (headers.contains("Content-Encoding")) return true;
    const std::string control = headers.joined("Cache-Control").value_or("");
    const auto directives = detail::list_elements(control);
    return std::any_of(directives.begin(), directives.end(),
                       [](std::string_view each) { return detail::same_ignoring_case(each, "no-transform"); });
}

/** Other octets stand for the same state: as good, not the same (RFC 9110 §8.8.3). */
void weaken_tag(Headers& headers) {
    const auto tag = headers.find("ETag");
    if (tag.has_value() && tag->starts_with('"')) headers.set("ETag", "W/" + std::string{*tag});
}

class Compression final : public Middleware {
public:
    explicit Compression(CompressionOptions options) : options_{std::move(options)} {
        for (const ContentCoding coding : options_.codings) names_.push_back(name_of(coding));
        names_.push_back(identity);   // last: of equal weights a coding wins
        check();
    }

    std::optional<Response> enter(Request& request) override {
        const Acceptance accepts = acceptance(request);
        if (accepts.refuses_identity && !accepts.coding.has_value()) throw NotAcceptable{"No content coding that is offered is acceptable."};
        return std::nullopt;
    }

    void leave(const Request& request, Response& response) override {
        if (response.status() == Status::not_modified) return match_kept(request, response);
        if (forbids_content(response.status()) || response.status() == Status::partial_content || is_final(response.headers())) return;
        const Acceptance accepts = acceptance(request);
        if (!accepts.refuses_identity && !is_worth_it(response)) return;
        add_vary(response.headers(), "Accept-Encoding");
        if (accepts.coding.has_value()) compress(*accepts.coding, response, accepts.refuses_identity);
    }

    std::string name() const override { return "compression"; }
    std::vector<std::string> mistakes() const override { return mistakes_; }
    void describe(const DescribedOperation&, DeclaredResponses& responses) const override { responses.problem(Status::not_acceptable); }

private:
    [[nodiscard]] Acceptance acceptance(const Request& request) const {
        const auto list = request.headers().joined("Accept-Encoding");
        if (!list.has_value()) return {};
        Acceptance accepts;
        accepts.refuses_identity = weight_of(identity, *list) == 0;
        const auto best = negotiate_name(*list, names_);
        if (best.has_value() && *best < options_.codings.size()) accepts.coding = options_.codings[*best];
        return accepts;
    }

    /** The client keeps what it was given, compressed or not; the tag that it sends says which. */
    static void match_kept(const Request& request, Response& response) {
        add_vary(response.headers(), "Accept-Encoding");
        const std::string tag{response.header("ETag").value_or("")};
        const std::string kept = request.headers().joined("If-None-Match").value_or("");
        const auto tags = detail::list_elements(kept);
        if (std::find(tags.begin(), tags.end(), "W/" + tag) != tags.end()) weaken_tag(response.headers());
    }

    [[nodiscard]] bool is_worth_it(const Response& response) const {
        const std::optional<std::uint64_t> size = response.is_streamed() ? response.source()->length() : response.body().size();
        if (size.has_value() && (*size < options_.min_octets || *size == 0)) return false;
        const std::string_view field = response.header("Content-Type").value_or("");
        const std::string_view type = detail::trimmed(field.substr(0, field.find(';')));
        return std::any_of(options_.types.begin(), options_.types.end(), [&](std::string_view each) { return covers(each, type); });
    }

    static bool covers(std::string_view kind, std::string_view type) {
        const auto same = [](std::string_view a, std::string_view b) { return detail::same_ignoring_case(a, b); };
        if (kind.starts_with('+')) return type.size() > kind.size() && same(type.substr(type.size() - kind.size()), kind);
        if (kind.ends_with("/*")) return same(type.substr(0, kind.size() - 1), kind.substr(0, kind.size() - 1));
        return same(type, kind);
    }

    void compress(ContentCoding coding, Response& response, bool must) const {
        const detail::CodingEffort effort{options_.gzip_level, options_.brotli_quality};
        if (response.is_streamed()) {
            response.set_source(std::make_unique<detail::CodedSource>(response.take_source(), coding, effort));
        } else {
            std::string packed;
            detail::make_encoder(coding, effort)->encode(response.body(), detail::ContentEncoder::Then::end, packed);
            if (packed.size() >= response.body().size() && !must) return;
            response.body() = std::move(packed);
        }
        response.set_header("Content-Encoding", name_of(coding));
        response.headers().remove("Accept-Ranges");   // a range would be one of other octets
        weaken_tag(response.headers());
    }

    void check() {
        if (options_.codings.empty()) mistakes_.emplace_back("it offers no coding: say which in .codings");
        for (std::size_t i = 0; i < options_.codings.size(); ++i) {
            const auto first = std::find(names_.begin(), names_.end(), names_[i]);
            if (first != names_.begin() + static_cast<std::ptrdiff_t>(i)) mistakes_.push_back(fmt::format("it offers {} twice", names_[i]));
        }
        for (const std::string& type : options_.types) check_type(type);
        if (options_.gzip_level < 1 || options_.gzip_level > 9) mistakes_.emplace_back("its .gzip_level is not from 1 to 9");
        if (options_.brotli_quality < 0 || options_.brotli_quality > 11) mistakes_.emplace_back("its .brotli_quality is not from 0 to 11");
    }

    void check_type(std::string_view type) {
        const auto slash = type.find('/');
        const bool is_suffix = type.starts_with('+') && detail::is_token(type.substr(1));
        const bool is_type = slash != std::string_view::npos && detail::is_token(type.substr(0, slash)) &&
                             detail::is_token(type.substr(slash + 1));
        if (!is_suffix && !is_type) mistakes_.push_back(fmt::format("\"{}\" is no media type: write \"text/plain\", \"text/*\" or \"+json\"", type));
    }

    CompressionOptions options_;
    std::vector<std::string_view> names_;
    std::vector<std::string> mistakes_;
};

}  // namespace

std::shared_ptr<Middleware> compression(CompressionOptions options) { return std::make_shared<Compression>(std::move(options)); }

}  // namespace serval

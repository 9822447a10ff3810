#include <serval/middleware/decompression.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <serval/problem/http_error.hpp>

#include "coding/packed_content.hpp"
#include "http/syntax.hpp"

namespace serval {
namespace {

constexpr std::size_t most_codings = 3;   // each costs a pass over the content, and nobody has a use for more

class Decompression final : public Middleware {
public:
    explicit Decompression(DecompressionOptions options) : codings_{std::move(options.codings)} {
        for (const ContentCoding coding : codings_) {
            if (!accepted_.empty()) accepted_ += ", ";
            accepted_ += name_of(coding);
        }
    }

    std::optional<Response> enter(Request& request) override {
        const auto field = request.headers().joined("Content-Encoding");
        if (!field.has_value()) return std::nullopt;
        std::vector<ContentCoding> applied = applied_in(*field);
        if (!applied.empty()) request.attributes().put(detail::PackedContent{std::move(applied)});
        request.headers().remove("Content-Encoding");   // from here on it is what it will be unpacked to
        request.headers().remove("Content-Length");
        return std::nullopt;
    }

    std::string name() const override { return "decompression"; }
    std::vector<std::string> mistakes() const override {
        if (!codings_.empty()) return {};
        return {"it takes no coding: say which in .codings, or leave it out"};
    }
    void describe(const DescribedOperation& operation, DeclaredResponses& responses) const override {
        if (!operation.takes_content) return;
        responses.problem(Status::bad_request);
        responses.problem(Status::content_too_large);
        responses.problem(Status::unsupported_media_type);
        responses.header({.name = "Accept-Encoding", .description = "The codings in which content is taken."});
    }

private:
    [[nodiscard]] std::vector<ContentCoding> applied_in(std::string_view field) const {
        std::vector<ContentCoding> applied;
        for (const std::string_view name : detail::list_elements(field)) {
            if (detail::same_ignoring_case(name, "identity")) continue;   // stands for nothing
            const auto coding = content_coding(name);
            const bool is_taken = coding.has_value() && std::find(codings_.begin(), codings_.end(), *coding) != codings_.end();
            if (!is_taken) refuse("The content's coding is not supported.");
            applied.push_back(*coding);
        }
        if (applied.size() > most_codings) refuse("The content has too many codings.");
        return applied;
    }

    [[noreturn]] void refuse(std::string detail) const {
        UnsupportedMediaType refusal{std::move(detail), "unsupported_content_coding"};
        refusal.problem().headers.set("Accept-Encoding", accepted_);
        throw refusal;
    }

    std::vector<ContentCoding> codings_;
    std::string accepted_;
};

}  // namespace

std::shared_ptr<Middleware> decompression(DecompressionOptions options) { return std::make_shared<Decompression>(std::move(options)); }

}  // namespace serval

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "coding/content_coder.hpp"
#include "http/wrapped_source.hpp"

namespace serval::detail {

/** Streamed content in a coding. Each piece leaves as soon as it is there, so that an event is not held back until more come. */
class CodedSource final : public WrappedSource {
public:
    CodedSource(std::unique_ptr<ContentSource> source, ContentCoding coding, const CodingEffort& effort) noexcept
        : WrappedSource{std::move(source)}, coding_{coding}, effort_{effort} {}

    [[nodiscard]] std::optional<std::uint64_t> length() const override { return std::nullopt; }   // not before it is packed
    Pull pull(std::string& out, ContentSink& sink) override;

private:
    ContentCoding coding_;
    CodingEffort effort_;
    std::unique_ptr<ContentEncoder> encoder_;   // made with the first piece: an answer to HEAD needs none
    std::string piece_;
};

}  // namespace serval::detail

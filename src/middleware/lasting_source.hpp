#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <serval/http/content_source.hpp>

namespace serval::detail {

/** Streamed content that keeps something for as long as it lasts. */
template <class Kept>
class LastingSource final : public ContentSource {
public:
    LastingSource(std::unique_ptr<ContentSource> source, Kept kept) noexcept : kept_{std::move(kept)}, source_{std::move(source)} {}

    [[nodiscard]] std::optional<std::uint64_t> length() const override { return source_->length(); }
    Pull pull(std::string& out, ContentSink& sink) override { return source_->pull(out, sink); }
    void abandon() noexcept override { source_->abandon(); }

private:
    Kept kept_;
    std::unique_ptr<ContentSource> source_;
};

}  // namespace serval::detail

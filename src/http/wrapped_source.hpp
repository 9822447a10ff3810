#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <serval/http/content_source.hpp>

namespace serval::detail {

/** A source around another one, which is told all that this one is told; as it stands, it changes nothing. */
class WrappedSource : public ContentSource {
public:
    explicit WrappedSource(std::unique_ptr<ContentSource> inner) noexcept : inner_{std::move(inner)} {}

    [[nodiscard]] std::optional<std::uint64_t> length() const override { return inner_->length(); }
    Pull pull(std::string& out, ContentSink& sink) override { return inner_->pull(out, sink); }
    void stop() noexcept override { inner_->stop(); }
    void abandon() noexcept override { inner_->abandon(); }
    [[nodiscard]] bool is_at_rest() const noexcept override { return inner_->is_at_rest(); }

protected:
    [[nodiscard]] ContentSource& inner() noexcept { return *inner_; }

private:
    std::unique_ptr<ContentSource> inner_;
};

}  // namespace serval::detail

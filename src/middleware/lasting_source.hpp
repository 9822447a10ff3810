#pragma once

#include <memory>
#include <utility>

#include "http/wrapped_source.hpp"

namespace serval::detail {

/** Streamed content that keeps something for as long as it lasts. */
template <class Kept>
class LastingSource final : public WrappedSource {
public:
    LastingSource(std::unique_ptr<ContentSource> source, Kept kept) noexcept : WrappedSource{std::move(source)}, kept_{std::move(kept)} {}

private:
    Kept kept_;
};

}  // namespace serval::detail

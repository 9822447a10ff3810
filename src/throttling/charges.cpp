#include <serval/throttling/charges.hpp>

#include <algorithm>

namespace serval {

void Charges::add(std::initializer_list<std::string_view> key, const Allowance& allowance) {
    if (size_ == claims_.size()) {
        claims_.emplace_back();
        sources_.emplace_back();
    }
    AllowanceClaim& claim = claims_[size_];
    claim.key.assign(prefix_);
    for (const std::string_view part : key) claim.key.append(part);
    claim.allowance = allowance;
    claim.standing = {};
    sources_[size_++] = source_;
    needs_store_ = needs_store_ || !fails_open_;
}

void Charges::refuse(std::chrono::seconds wait) { refusal_ = std::max(refusal_, std::optional{wait}); }

void Charges::clear() noexcept {
    forget_claims();
    needs_store_ = false;
    refusal_.reset();
}

void Charges::begin(std::size_t index, std::string_view prefix, bool fails_open) noexcept {
    source_ = index;
    prefix_ = prefix;
    fails_open_ = fails_open;
}

std::optional<std::chrono::seconds> Charges::longest_wait() const noexcept {
    std::optional<std::chrono::seconds> longest = refusal_;
    for (std::size_t i = 0; i < size_; ++i) {
        const Standing& standing = claims_[i].standing;
        if (!standing.is_allowed) longest = std::max(longest, std::optional{std::chrono::ceil<std::chrono::seconds>(standing.wait)});
    }
    return longest;
}

}  // namespace serval

#pragma once

#include <span>
#include <string>
#include <string_view>

namespace serval::detail {

/** What `word` was probably meant to be: the nearest of `words` at most a third of its letters away; empty when none is. */
[[nodiscard]] std::string_view near_miss(std::string_view word, std::span<const std::string> words);

/** `; did you mean --listen?`, or nothing where nothing is near. */
[[nodiscard]] std::string did_you_mean(std::string_view word, std::span<const std::string> words);

}  // namespace serval::detail

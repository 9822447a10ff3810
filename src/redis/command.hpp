#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace serval::redis {

/** A command as Redis reads it. @throws StoreError when it is larger than Redis takes. */
[[nodiscard]] std::string format_command(std::span<const std::string_view> words);
[[nodiscard]] inline std::string format_command(std::initializer_list<std::string_view> words) {
    return format_command(std::span{words.begin(), words.size()});
}

}  // namespace serval::redis

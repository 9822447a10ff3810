#pragma once

#include <string_view>

namespace serval {

/** The media type that a file's name tells by its extension, in any case: `image/png` for `cover.PNG`.

    Text is taken for UTF-8, and said to be. An extension that is not known, or none, gives `application/octet-stream`, which browsers save
    and do not guess at. The text lives as long as the program.
*/
[[nodiscard]] std::string_view file_media_type(std::string_view filename) noexcept;

}  // namespace serval

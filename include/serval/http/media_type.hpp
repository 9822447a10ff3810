#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace serval {

/** A media type such as `text/html; charset=utf-8`, or a range of them with a star for any (RFC 9110 §8.3.1, §12.5.1).

    Type, subtype and parameter names are kept in lower case, since case does not count in them. Of parameters with the same
    name the first counts.
*/
class MediaType {
public:
    struct Parameter {
        std::string name;
        std::string value;
    };

    /** The media type in `text`, or nothing when it is malformed. Linear time. */
    [[nodiscard]] static std::optional<MediaType> parse(std::string_view text);
    /** @throws std::invalid_argument when `text` is malformed. */
    explicit MediaType(std::string_view text);

    /** Type and subtype without parameters: "application/problem+json". */
    [[nodiscard]] const std::string& essence() const noexcept { return essence_; }
    [[nodiscard]] std::string_view type() const noexcept { return std::string_view{essence_}.substr(0, slash_); }
    [[nodiscard]] std::string_view subtype() const noexcept { return std::string_view{essence_}.substr(slash_ + 1); }
    /** What follows the last `+` of the subtype: "json"; empty when there is none (RFC 6838 §4.2.8). */
    [[nodiscard]] std::string_view suffix() const noexcept;

    [[nodiscard]] const std::vector<Parameter>& parameters() const noexcept { return parameters_; }
    /** The value of the parameter called `name`, quotes resolved. */
    [[nodiscard]] std::optional<std::string_view> parameter(std::string_view name) const noexcept;

    /** Whether `other` lies in the range that this is: a star stands for anything, and every parameter here has to be there. */
    [[nodiscard]] bool includes(const MediaType& other) const noexcept;

    /** As it stands in a Content-Type. */
    [[nodiscard]] std::string to_string() const;

private:
    MediaType() = default;

    std::string essence_;
    std::size_t slash_ = 0;
    std::vector<Parameter> parameters_;
};

}  // namespace serval

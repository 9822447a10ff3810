#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace serval {

/** What tells one state of a resource from another (RFC 9110 §8.8.3): `"v7"`, or `W/"v7"`, which stands for all states that are as good. */
class EntityTag {
public:
    /** The tag with `opaque` between its quotes. @throws std::invalid_argument for a quote, a blank or a control character in it. */
    explicit EntityTag(std::string opaque, bool is_weak = false);

    /** The tag that `text` is; nothing for other texts. */
    [[nodiscard]] static std::optional<EntityTag> parse(std::string_view text);
    /** The tag of these octets, made of their SHA-256: equal octets have equal tags. */
    [[nodiscard]] static EntityTag of(std::string_view content);

    [[nodiscard]] const std::string& opaque() const noexcept { return opaque_; }
    [[nodiscard]] bool is_weak() const noexcept { return is_weak_; }
    /** As it stands in a field. */
    [[nodiscard]] std::string text() const;

    /** Whether both stand for the same octets (§8.8.3.2). */
    [[nodiscard]] bool matches_strongly(const EntityTag& other) const noexcept;
    /** Whether one is as good as the other. */
    [[nodiscard]] bool matches_weakly(const EntityTag& other) const noexcept { return opaque_ == other.opaque_; }

private:
    std::string opaque_;
    bool is_weak_;
};

}  // namespace serval

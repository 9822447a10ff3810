#pragma once

#include <string>
#include <string_view>

namespace serval::detail {

/** What has arrived and is not read yet. While an event is handled it is looked at where it was received, in a
    buffer that the loop's connections share; only what is left over afterwards is kept here, so that a
    connection without anything left over holds no memory.
*/
class InputBuffer {
public:
    /** `arrived` comes after what is unread, and is valid until `keep`. */
    void receive(std::string_view arrived) {
        if (unread_.empty()) {
            unread_ = arrived;
            return;
        }
        keep();
        kept_ += arrived;
        unread_ = kept_;
    }

    [[nodiscard]] std::string_view unread() const noexcept { return unread_; }
    [[nodiscard]] std::string_view& unread() noexcept { return unread_; }
    void drop(std::size_t count) noexcept { unread_.remove_prefix(count); }

    /** Make what is unread the buffer's own. */
    void keep() {
        if (unread_.empty()) {
            if (kept_.capacity() > small) std::string{}.swap(kept_);
            unread_ = {};
        } else if (!is_kept()) {
            kept_.assign(unread_);
        } else if (unread_.data() != kept_.data()) {
            kept_.erase(0, static_cast<std::size_t>(unread_.data() - kept_.data()));
        }
        if (!unread_.empty()) unread_ = kept_;
    }

    void clear() noexcept {
        std::string{}.swap(kept_);
        unread_ = {};
    }

private:
    static constexpr std::size_t small = 15;   // what a string holds within itself

    [[nodiscard]] bool is_kept() const noexcept {
        return unread_.data() >= kept_.data() && unread_.data() < kept_.data() + kept_.size();
    }

    std::string kept_;
    std::string_view unread_;
};

}  // namespace serval::detail

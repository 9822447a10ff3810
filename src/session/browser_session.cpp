#include <serval/session/browser_session.hpp>

namespace serval {

bool BrowserSession::erase(std::string_view name) {
    const auto found = values_.find(name);
    if (found == values_.end()) return false;
    values_.erase(found);
    return is_changed_ = true;
}

void BrowserSession::log_in(User user) {
    user.own = {};
    user_ = std::move(user);
    is_changed_ = needs_new_key_ = true;
}

void BrowserSession::log_out() {
    user_.reset();
    values_.clear();
    is_changed_ = needs_new_key_ = true;
}

const std::string* BrowserSession::find(std::string_view name) const {
    const auto found = values_.find(name);
    return found != values_.end() ? &found->second : nullptr;
}

void BrowserSession::keep(std::string_view name, std::string json) {
    values_.insert_or_assign(std::string{name}, std::move(json));
    is_changed_ = true;
}

}  // namespace serval

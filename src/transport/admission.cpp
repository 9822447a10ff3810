#include "transport/admission.hpp"

namespace serval::detail {

std::optional<Admission::Ticket> Admission::admit(const std::string& address) {
    if (connections_.fetch_add(1, std::memory_order_relaxed) >= limits_.connections || !admit_address(address)) {
        connections_.fetch_sub(1, std::memory_order_relaxed);
        return std::nullopt;
    }
    return std::optional<Ticket>{std::in_place, *this, limits_.connections_per_address != 0 ? address : std::string{}};
}

bool Admission::admit_address(const std::string& address) {
    if (limits_.connections_per_address == 0 || address.empty()) return true;
    const std::lock_guard lock{mutex_};
    std::size_t& count = by_address_[address];
    if (count >= limits_.connections_per_address) return false;
    ++count;
    return true;
}

void Admission::leave(const std::string& address) noexcept {
    connections_.fetch_sub(1, std::memory_order_relaxed);
    if (address.empty()) return;
    const std::lock_guard lock{mutex_};
    const auto place = by_address_.find(address);
    if (--place->second == 0) by_address_.erase(place);
}

}  // namespace serval::detail

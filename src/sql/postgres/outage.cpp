#include "sql/postgres/outage.hpp"

namespace serval::sql::postgres {

void Outage::began(std::string_view why) {
    const std::lock_guard lock{mutex_};
    if (is_away_) return;
    is_away_ = true;
    log_.error("PostgreSQL is away; what needs it fails until it is back: see that it runs, and that it can be reached from here",
               {{"error", why}});
}

void Outage::ended() {
    const std::lock_guard lock{mutex_};
    if (!is_away_) return;
    is_away_ = false;
    log_.info("PostgreSQL is back");
}

}  // namespace serval::sql::postgres

#include "sql/migration.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

#include <fmt/format.h>

#include <serval/sql/errors.hpp>

namespace serval::sql::detail {
namespace {

constexpr std::string_view table =
    "create table if not exists serval_migrations (series text primary key, steps bigint not null)";

/** A change of the schema under way; taken back unless it is committed. */
class Migration {
public:
    explicit Migration(Session& session) : session_{session} { session_.begin_migration(); }
    ~Migration() {
        if (!is_done_) session_.roll_back();
    }
    Migration(const Migration&) = delete;
    Migration& operator=(const Migration&) = delete;

    [[nodiscard]] std::size_t seen(std::string_view series) {
        std::array<std::size_t, 1> steps{};
        session_.run("select steps from serval_migrations where series = :series", {{"series", series}},
                     {&type_of<std::array<std::size_t, 1>>(), &steps});
        return steps[0];
    }
    void keep(std::string_view series, std::size_t steps) {
        session_.run("insert into serval_migrations (series, steps) values (:series, :steps) "
                     "on conflict (series) do update set steps = excluded.steps",
                     {{"series", series}, {"steps", steps}}, {});
    }
    void commit() {
        session_.commit();
        is_done_ = true;
    }

private:
    Session& session_;
    bool is_done_ = false;
};

std::string name_of(std::string_view series) { return series.empty() ? std::string{} : fmt::format(" of \"{}\"", series); }

}  // namespace

void migrate(Session& session, std::string_view series, std::span<const Step> steps) {
    Migration migration{session};
    session.script(table);
    const std::size_t seen = migration.seen(series);
    if (seen > steps.size()) {
        throw Error{fmt::format("the database has seen {} steps{}, and this program knows {}", seen, name_of(series), steps.size())};
    }
    for (const Step& step : steps.subspan(seen)) session.script(step.text(session.engine()));
    if (seen != steps.size()) migration.keep(series, steps.size());
    migration.commit();
}

}  // namespace serval::sql::detail

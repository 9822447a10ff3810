#include "temporary_folder.hpp"
#include "unit/sql/tested_database.hpp"

namespace serval::test {

struct TestedDatabase::State {
    TemporaryFolder folder;
};

TestedDatabase::TestedDatabase() : state_{std::make_unique<State>()}, path_{state_->folder.file("tested.db")} {}
TestedDatabase::~TestedDatabase() = default;

sql::Engine tested_engine() noexcept { return sql::Engine::sqlite; }

}  // namespace serval::test

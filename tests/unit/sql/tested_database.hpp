#pragma once

#include <memory>
#include <string>

#include <serval/sql/connection.hpp>

namespace serval::test {

/** An empty database of its own, of the engine that this program tests; gone at the end of its scope. */
class TestedDatabase {
public:
    TestedDatabase();
    ~TestedDatabase();
    TestedDatabase(const TestedDatabase&) = delete;
    TestedDatabase& operator=(const TestedDatabase&) = delete;

    /** As `DatabaseOptions` take it. */
    [[nodiscard]] const std::string& path() const noexcept { return path_; }

private:
    struct State;

    std::unique_ptr<State> state_;
    std::string path_;
};

[[nodiscard]] sql::Engine tested_engine() noexcept;

}  // namespace serval::test

#include "unit/store/frozen_store.hpp"

namespace serval::test {

std::unique_ptr<TestedStore> make_tested_store() { return std::make_unique<FrozenStore>(); }

}  // namespace serval::test

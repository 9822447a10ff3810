#include "allocations.hpp"

#include <cstdlib>
#include <new>

#ifndef SERVAL_TEST_SANITIZED

namespace {
thread_local int counted = 0;
}

void* operator new(std::size_t size) {
    ++counted;
    if (void* memory = std::malloc(size)) return memory;
    throw std::bad_alloc{};
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

int serval::test::allocations() noexcept { return counted; }

#endif

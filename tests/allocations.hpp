#pragma once

// The sanitizers keep their own account of memory: there is nothing to count with then, and this is defined.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SERVAL_TEST_SANITIZED
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer) || __has_feature(address_sanitizer)
#define SERVAL_TEST_SANITIZED
#endif
#endif

namespace serval::test {

/** How often this thread has asked for memory, in a program that allocations.cpp is part of. */
[[nodiscard]] int allocations() noexcept;

}  // namespace serval::test

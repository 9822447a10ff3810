#pragma once

#include <cstddef>

#include <sys/types.h>

namespace serval::soak {

/** How many octets of memory a process has in use. */
[[nodiscard]] std::size_t resident_octets(pid_t process);

/** How many descriptors a process has open. */
[[nodiscard]] std::size_t open_descriptors(pid_t process);

}  // namespace serval::soak

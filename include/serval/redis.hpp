#pragma once

// The component redis: `find_package(serval COMPONENTS redis)`, target `serval::redis`.

#include <serval/redis/redis_store.hpp>

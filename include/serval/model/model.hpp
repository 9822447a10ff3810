#pragma once

// Everything about what a type's fields are, and reading and writing it.

#include <serval/model/explain.hpp>
#include <serval/model/partial.hpp>
#include <serval/model/read.hpp>
#include <serval/model/schema.hpp>
#include <serval/model/write.hpp>

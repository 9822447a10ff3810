#pragma once

// The component sql: `find_package(serval COMPONENTS sql)`, target `serval::sql`.

#include <serval/sql/account_table.hpp>
#include <serval/sql/connection.hpp>
#include <serval/sql/database.hpp>
#include <serval/sql/errors.hpp>
#include <serval/sql/parameters.hpp>
#include <serval/sql/transaction.hpp>

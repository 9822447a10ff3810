#pragma once

// All that tests of an API are written with.

#include <serval/serval.hpp>
#include <serval/testing/client.hpp>
#include <serval/testing/clock.hpp>
#include <serval/testing/cookie_jar.hpp>
#include <serval/testing/extract.hpp>
#include <serval/testing/response.hpp>

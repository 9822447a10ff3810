#pragma once

// Every value type that has a text form, in one.
#include <serval/model/values/bytes.hpp>
#include <serval/model/values/chrono.hpp>
#include <serval/model/values/email.hpp>
#include <serval/model/values/ip_address.hpp>
#include <serval/model/values/slug.hpp>
#include <serval/model/values/time_of_day.hpp>
#include <serval/model/values/url.hpp>
#include <serval/model/values/uuid.hpp>

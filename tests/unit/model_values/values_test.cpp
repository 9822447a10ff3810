#include <serval/model/values/values.hpp>

#include <unordered_set>

#include "text_forms.hpp"

using namespace serval;
using namespace serval::test;
using namespace std::chrono;

namespace {

/** Texts of up to three octets, among them NUL, controls, the separators of all forms, and pieces of UTF-8. */
template <class T>
std::size_t soup() {
    static constexpr std::string_view alphabet{"\0 0aA9-_:.@/%TZP=+[\x7F\xC3\xFF", 22};
    return check_soup<T>(alphabet, 3);
}

}  // namespace

TEMPLATE_TEST_CASE("a value type is regular, ordered and has a text form", "[model][values]", Uuid, Email, Url, Slug,
                   IpAddress, Ipv4Address, Ipv6Address, Bytes, TimeOfDay) {
    STATIC_REQUIRE(std::regular<TestType>);
    STATIC_REQUIRE(std::totally_ordered<TestType>);
    STATIC_REQUIRE(HasTextForm<TestType>);
    CHECK(std::unordered_set<TestType>{TestType{}}.contains(TestType{}));
}

TEMPLATE_TEST_CASE("the example of a text form is read by it and written the same", "[model][values]", Uuid, Email, Url,
                   Slug, IpAddress, Ipv4Address, Ipv6Address, Bytes, TimeOfDay, year_month_day, sys_seconds,
                   system_clock::time_point, seconds, microseconds) {
    check_accepted<TestType>({{TextForm<TestType>::example, TextForm<TestType>::example}});
    CHECK(TextForm<TestType>::code == "invalid");
}

TEST_CASE("texts of three octets are refused, or read as they were written", "[model][values]") {
    CHECK(soup<Uuid>() == 0);
    CHECK(soup<Email>() == 0);
    CHECK(soup<Url>() == 0);
    CHECK(soup<Slug>() > 0);
    CHECK(soup<IpAddress>() > 0);
    CHECK(soup<Bytes>() == 1);
    CHECK(soup<TimeOfDay>() == 0);
    CHECK(soup<year_month_day>() == 0);
    CHECK(soup<system_clock::time_point>() == 0);
    CHECK(soup<nanoseconds>() > 0);
}

TEST_CASE("a value refused leaves what was there, so that no half-read value is used", "[model][values]") {
    Email email{"ada@example.org"};
    CHECK_FALSE(TextForm<Email>::parse("ada@", email));
    CHECK(email.text() == "ada@example.org");
    sys_seconds time{5s};
    CHECK_FALSE(TextForm<sys_seconds>::parse("2024-05-01T14:30:05+", time));
    CHECK(time == sys_seconds{5s});
    microseconds duration{7};
    CHECK_FALSE(TextForm<microseconds>::parse("P1DT", duration));
    CHECK(duration == 7us);
    year_month_day date = year{2024} / 5 / 1;
    CHECK_FALSE(TextForm<year_month_day>::parse("2024-06-31", date));
    CHECK(date == year{2024} / 5 / 1);
}

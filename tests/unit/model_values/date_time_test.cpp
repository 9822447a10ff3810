#include <serval/model/values/chrono.hpp>

#include <random>

#include "text_forms.hpp"

using namespace serval;
using namespace serval::test;
using namespace std::chrono;

using sys_milliseconds = sys_time<milliseconds>;
using sys_microseconds = sys_time<microseconds>;
using sys_nanoseconds = sys_time<nanoseconds>;

TEST_CASE("a date-time is read with any offset and written in UTC", "[model][chrono]") {
    check_accepted<sys_seconds>({{"2024-05-01T14:30:05Z", "2024-05-01T14:30:05Z"},
                                 {"2024-05-01t14:30:05z", "2024-05-01T14:30:05Z"},
                                 {"2024-05-01 14:30:05Z", "2024-05-01T14:30:05Z"},
                                 {"2024-05-01T14:30:05", "2024-05-01T14:30:05Z"},
                                 {"2024-05-01T14:30", "2024-05-01T14:30:00Z"},
                                 {"2024-05-01T14:30Z", "2024-05-01T14:30:00Z"},
                                 {"2024-05-01T14:30:05+02:00", "2024-05-01T12:30:05Z"},
                                 {"2024-05-01T14:30:05+0200", "2024-05-01T12:30:05Z"},
                                 {"2024-05-01T14:30:05+02", "2024-05-01T12:30:05Z"},
                                 {"2024-05-01T14:30:05-09:30", "2024-05-02T00:00:05Z"},
                                 {"2024-05-01T14:30:05-00:00", "2024-05-01T14:30:05Z"},
                                 {"2024-02-29T23:59:59-00:01", "2024-03-01T00:00:59Z"},
                                 {"2024-05-01T00:00:00+23:59", "2024-04-30T00:01:00Z"},
                                 {"1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"},
                                 {"0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z"},
                                 {"9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"}});
    CHECK(read<sys_seconds>("1970-01-01T00:00:00Z") == sys_seconds{});
    CHECK(read<sys_seconds>("2001-09-09T01:46:40Z") == sys_seconds{1'000'000'000s});
    CHECK(read<sys_seconds>("0001-01-01T00:00:00Z") == sys_seconds{-62'135'596'800s});
}

TEST_CASE("what is no date-time is refused", "[model][chrono]") {
    check_refused<sys_seconds>({{"", "empty"},
                                {"2024-05-01", "a date"},
                                {"14:30:05", "a time"},
                                {"2024-05-01T", "no time"},
                                {"2024-05-01T14", "no minutes"},
                                {"2024-05-01T14Z", "no minutes"},
                                {"2024-05-01T14:30:", "no seconds"},
                                {"2024-05-01T14:30:5Z", "one digit"},
                                {"2024-05-01T1:30:05Z", "one digit"},
                                {"2024-05-01T14:30:05.Z", "no digits behind the point"},
                                {"2024-05-01T14:30.5Z", "a fraction of a minute"},
                                {"2024-05-01T24:00:00Z", "hour 24"},
                                {"2024-05-01T14:60:00Z", "minute 60"},
                                {"2016-12-31T23:59:60Z", "a leap second"},
                                {"2024-05-01T14:30:61Z", "second 61"},
                                {"2023-02-29T00:00:00Z", "no such day"},
                                {"2024-05-01_14:30:05Z", "another separator"},
                                {"2024-05-01  14:30:05Z", "two blanks"},
                                {"2024-05-01T14:30:05 02:00", "a blank, as a query's plus reads"},
                                {"2024-05-01T14:30:05 Z", "a blank before the zone"},
                                {"2024-05-01T14:30:05ZZ", "something behind"},
                                {"2024-05-01T14:30:05Z ", "a blank behind"},
                                {"2024-05-01T14:30:05+24:00", "an offset of a day"},
                                {"2024-05-01T14:30:05+02:60", "an offset of minute 60"},
                                {"2024-05-01T14:30:05+2:00", "one digit"},
                                {"2024-05-01T14:30:05+02:", "no minutes"},
                                {"2024-05-01T14:30:05+", "no offset"},
                                {"2024-05-01T14:30:05CET", "a zone by name"},
                                {"0000-01-01T00:00:00+00:01", "before the year 0"},
                                {"9999-12-31T23:59:59-00:01", "past the year 9999"},
                                {"1714573805", "a count of seconds"},
                                {"+12024-05-01T14:30:05Z", "an expanded year"}});
    CHECK_FALSE(read<sys_seconds>({"2024-05-01T14:30:05\0", 20}));
}

TEST_CASE("a fraction is kept as far as the type goes and the rest is cut off", "[model][chrono]") {
    constexpr std::string_view text = "2024-05-01T14:30:05.1234567899Z";
    CHECK(written(*read<sys_seconds>(text)) == "2024-05-01T14:30:05Z");
    CHECK(written(*read<sys_milliseconds>(text)) == "2024-05-01T14:30:05.123Z");
    CHECK(written(*read<sys_microseconds>(text)) == "2024-05-01T14:30:05.123456Z");
    CHECK(written(*read<sys_nanoseconds>(text)) == "2024-05-01T14:30:05.123456789Z");
    CHECK(written(*read<sys_milliseconds>("1969-12-31T23:59:59.9999Z")) == "1969-12-31T23:59:59.999Z");
    check_accepted<sys_microseconds>({{"2024-05-01T14:30:05,5Z", "2024-05-01T14:30:05.500000Z"},
                                      {"2024-05-01T14:30:05.000001+01:00", "2024-05-01T13:30:05.000001Z"},
                                      {"2024-05-01T14:30:05.000Z", "2024-05-01T14:30:05Z"},
                                      {"1969-12-31T23:59:59.25Z", "1969-12-31T23:59:59.250000Z"},
                                      {"9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"}});
}

TEST_CASE("a time past the type's range is refused, the last in it is read", "[model][chrono]") {
    check_accepted<sys_nanoseconds>({{"2262-04-11T23:47:16.854775807Z", "2262-04-11T23:47:16.854775807Z"},
                                     {"1677-09-21T00:12:43.145224192Z", "1677-09-21T00:12:43.145224192Z"}});
    CHECK(read<sys_nanoseconds>("2262-04-11T23:47:16.854775807Z") == sys_nanoseconds::max());
    CHECK(read<sys_nanoseconds>("1677-09-21T00:12:43.145224192Z") == sys_nanoseconds::min());
    check_refused<sys_nanoseconds>({{"2262-04-11T23:47:16.854775808Z", "one more"},
                                    {"1677-09-21T00:12:43.145224191Z", "one less"},
                                    {"9999-12-31T23:59:59Z", "far more"},
                                    {"0000-01-01T00:00:00Z", "far less"}});
}

TEST_CASE("times of any count are read as they were written", "[model][chrono]") {
    std::mt19937_64 random{3339};
    std::uniform_int_distribution<std::int64_t> microsecond{-62'167'219'200'000'000, 253'402'300'799'999'999};
    std::uniform_int_distribution<std::int64_t> nanosecond;
    for (int i = 0; i < 20'000; ++i) {
        const sys_microseconds fine{microseconds{microsecond(random)}};
        REQUIRE(read<sys_microseconds>(written(fine)) == fine);
        const auto coarse = floor<seconds>(fine);
        REQUIRE(read<sys_seconds>(written(coarse)) == coarse);
        const sys_nanoseconds finest{nanoseconds{i % 2 == 0 ? nanosecond(random) : -nanosecond(random)}};
        REQUIRE(read<sys_nanoseconds>(written(finest)) == finest);
    }
}

TEST_CASE("the first and the last second of every day bear its date", "[model][chrono]") {
    for (sys_days day = year{1583} / 1 / 1; day < sys_days{year{2400} / 1 / 1}; day += days{1}) {
        const sys_seconds begin{day};
        const sys_seconds end = begin + 86'399s;
        const std::string date = written(year_month_day{day});
        if (written(begin) != date + "T00:00:00Z" || written(end) != date + "T23:59:59Z") FAIL(date);
        if (read<sys_seconds>(written(begin)) != begin || read<sys_seconds>(written(end)) != end) FAIL(date);
    }
}

TEST_CASE("a time outside the years of four digits is not written", "[model][chrono]") {
    std::string out;
    using Form = TextForm<sys_seconds>;
    CHECK_THROWS_AS(Form::format(sys_seconds{253'402'300'800s}, out), std::domain_error);
    CHECK_THROWS_AS(Form::format(sys_seconds{-62'167'219'201s}, out), std::domain_error);
    CHECK_THROWS_AS(Form::format(sys_seconds::max(), out), std::domain_error);
    CHECK_THROWS_AS(Form::format(sys_seconds::min(), out), std::domain_error);
    CHECK_THROWS_AS(TextForm<sys_microseconds>::format(sys_microseconds::max(), out), std::domain_error);
    CHECK(out.empty());
}

TEST_CASE("the clock's own time points have a text form", "[model][chrono]") {
    const auto now = system_clock::now();
    CHECK(read<system_clock::time_point>(written(now)) == now);
    STATIC_REQUIRE(HasTextForm<system_clock::time_point>);
    STATIC_REQUIRE(TextForm<system_clock::time_point>::format_name == "date-time");
}

TEST_CASE("every short ending of a date-time is refused, or read as it was written", "[model][chrono]") {
    CHECK(check_soup<sys_milliseconds>("06.:+-Zt", 4, "2024-05-01T14:30") > 0);
    CHECK(check_soup<sys_milliseconds>("06.:+-Zt ", 3, "2024-05-01T14:30:05") > 0);
    CHECK(check_soup<sys_milliseconds>("019:", 4, "2024-05-01T14:30:05+") > 0);
    CHECK(check_soup<sys_milliseconds>("0129-:TZ", 3) == 0);
}

#include <serval/model/values/chrono.hpp>

#include <random>

#include "text_forms.hpp"

using namespace serval;
using namespace serval::test;
using namespace std::chrono;

TEST_CASE("ISO 8601 durations are read and written", "[model][chrono]") {
    check_accepted<microseconds>({{"P3DT4H5M6.5S", "P3DT4H5M6.5S"},
                                  {"PT0S", "PT0S"},
                                  {"P0D", "PT0S"},
                                  {"-PT0S", "PT0S"},
                                  {"PT36H", "P1DT12H"},
                                  {"P1D", "P1D"},
                                  {"P2W", "P14D"},
                                  {"P1W1D", "P8D"},
                                  {"PT90M", "PT1H30M"},
                                  {"PT1M", "PT1M"},
                                  {"PT0.000001S", "PT0.000001S"},
                                  {"PT10,25S", "PT10.25S"},
                                  {"PT0.5H", "PT30M"},
                                  {"P1.5D", "P1DT12H"},
                                  {"P0.25W", "P1DT18H"},
                                  {"PT1.5M", "PT1M30S"},
                                  {"-P1DT1S", "-P1DT1S"},
                                  {"+PT1S", "PT1S"},
                                  {"-PT0.5S", "-PT0.5S"},
                                  {"PT1.1000000000S", "PT1.1S"}});
}

TEST_CASE("Django's durations are read, and written as ISO 8601 has them", "[model][chrono]") {
    check_accepted<microseconds>({{"30", "PT30S"},
                                  {"0", "PT0S"},
                                  {"15:30", "PT15M30S"},
                                  {"1:15:30", "PT1H15M30S"},
                                  {"04:05:06.5", "PT4H5M6.5S"},
                                  {"3 04:05:06.5", "P3DT4H5M6.5S"},
                                  {"3 30", "P3DT30S"},
                                  {"3 days, 04:05:06", "P3DT4H5M6S"},
                                  {"1 day, 0:00:00", "P1D"},
                                  {"90", "PT1M30S"},
                                  {"100:00:00", "P4DT4H"},
                                  {"-30", "-PT30S"},
                                  {"-3 00:00:00", "-P3D"},
                                  {"-1 12:00:00", "-PT12H"},
                                  {"-1 day, 23:59:59.5", "-PT0.5S"},
                                  {"1 -12:00:00", "PT12H"},
                                  {"-1 -12:00:00", "-P1DT12H"},
                                  {"0,000001", "PT0.000001S"}});
}

TEST_CASE("what is no duration is refused", "[model][chrono]") {
    check_refused<microseconds>({{"", "empty"},
                                 {"P", "no component"},
                                 {"PT", "no component"},
                                 {"P1DT", "nothing behind the T"},
                                 {"T1H", "no P"},
                                 {"P1", "no designator"},
                                 {"P1H", "hours before the T"},
                                 {"PT1D", "days behind the T"},
                                 {"P1Y", "years have no fixed length"},
                                 {"P1M", "months have no fixed length"},
                                 {"P1Y2M3DT4H", "neither have they together"},
                                 {"P1DT1S1M", "the wrong order"},
                                 {"P1D1W", "the wrong order"},
                                 {"PT1S1S", "twice the same"},
                                 {"PTT1S", "two Ts"},
                                 {"P1.5DT1H", "something behind a fraction"},
                                 {"PT1.5H1M", "something behind a fraction"},
                                 {"PT.5S", "no digit before the point"},
                                 {"PT1.S", "no digit behind the point"},
                                 {"PT-1S", "a sign inside"},
                                 {"--PT1S", "two signs"},
                                 {"P 1D", "a blank"},
                                 {"PT1S ", "a blank behind"},
                                 {"pt1s", "lower case"},
                                 {"P0003-01-01T00:00:00", "the alternative form"},
                                 {"1:2:3:4", "four numbers"},
                                 {"1:2:3:", "a colon behind"},
                                 {":30", "a colon in front"},
                                 {"1::30", "two colons"},
                                 {"+30", "a plus"},
                                 {"--30", "two signs"},
                                 {"-", "a sign"},
                                 {" 30", "a blank in front"},
                                 {"30 ", "a blank behind"},
                                 {"3  30", "two blanks"},
                                 {"3 days", "days without a time"},
                                 {"days, 30", "no count of days"},
                                 {"1.5 30", "a fraction of days"},
                                 {"30.", "no digits behind the point"},
                                 {"30s", "a unit"},
                                 {"1e3", "an exponent"},
                                 {"0x1F", "hexadecimal"}});
}

TEST_CASE("a duration that the type cannot hold is refused rather than cut", "[model][chrono]") {
    CHECK_FALSE(read<seconds>("1.5"));
    CHECK_FALSE(read<seconds>("PT1.5S"));
    CHECK(read<seconds>("PT1.0S") == 1s);
    CHECK(read<seconds>("PT1.5M") == 90s);
    CHECK(read<milliseconds>("PT0.001S") == 1ms);
    CHECK_FALSE(read<milliseconds>("PT0.0001S"));
    CHECK_FALSE(read<nanoseconds>("PT0.0000000001S"));
    CHECK(read<minutes>("PT90M") == 90min);
    CHECK_FALSE(read<minutes>("PT90S"));
    CHECK(read<hours>("P1D") == 24h);
    CHECK_FALSE(read<hours>("PT90M"));
    CHECK(read<days>("P2W") == days{14});
    CHECK(read<weeks>("P14D") == weeks{2});
    CHECK_FALSE(read<weeks>("P13D"));
}

TEST_CASE("a duration past the type's range is refused, the last in it is read", "[model][chrono]") {
    check_accepted<nanoseconds>({{"PT9223372036.854775807S", "P106751DT23H47M16.854775807S"},
                                 {"-PT9223372036.854775808S", "-P106751DT23H47M16.854775808S"}});
    CHECK(read<nanoseconds>("PT9223372036.854775807S") == nanoseconds::max());
    CHECK(read<nanoseconds>("-PT9223372036.854775808S") == nanoseconds::min());
    CHECK(read<nanoseconds>("106752 -00:12:43.145224193") == nanoseconds::max());
    CHECK(read<nanoseconds>("-106752 00:12:43.145224192") == nanoseconds::min());
    CHECK_FALSE(read<nanoseconds>("106752 -00:12:43.145224192"));
    check_refused<nanoseconds>({{"PT9223372036.854775808S", "one more"},
                                {"-PT9223372036.854775809S", "one less"},
                                {"P1000000D", "far more"}});
    CHECK(read<seconds>("PT9223372036854775807S") == seconds::max());
    CHECK(read<seconds>("-PT9223372036854775808S") == seconds::min());
    check_refused<seconds>({{"PT9223372036854775808S", "one more"},
                            {"-PT9223372036854775809S", "one less"},
                            {"PT18446744073709551616S", "more than 64 bits"},
                            {"P106751991167301D", "days that are too many seconds"},
                            {"P99999999999999999999D", "a number past 64 bits"},
                            {"P18446744073709551615W", "a product past 64 bits"},
                            {"P106751991167300DT99999999H", "a sum past 63 bits"},
                            {"106751991167301 0", "days that are too many seconds"},
                            {"106751991167300 99999999:0:0", "a sum past 63 bits"},
                            {"-106751991167300 -99999999:0:0", "a sum past 63 bits"},
                            {"18446744073709551615:0:0", "a product past 64 bits"}});
}

TEST_CASE("the type's last values are written", "[model][chrono]") {
    for (const seconds value : {seconds::max(), seconds::min()}) CHECK(read<seconds>(written(value)) == value);
    for (const milliseconds value : {milliseconds::max(), milliseconds::min()}) {
        CHECK(read<milliseconds>(written(value)) == value);
    }
    std::string out;
    CHECK_THROWS_AS(TextForm<hours>::format(hours::max(), out), std::domain_error);
    CHECK_THROWS_AS(TextForm<minutes>::format(minutes::min(), out), std::domain_error);
    CHECK(out.empty());
}

TEST_CASE("durations of any count are read as they were written", "[model][chrono]") {
    std::mt19937_64 random{8601};
    for (int i = 0; i < 20'000; ++i) {
        const auto count = static_cast<std::int64_t>(random()) >> (random() % 64);
        REQUIRE(read<nanoseconds>(written(nanoseconds{count})) == nanoseconds{count});
        REQUIRE(read<milliseconds>(written(milliseconds{count})) == milliseconds{count});
        REQUIRE(read<seconds>(written(seconds{count})) == seconds{count});
        REQUIRE(read<minutes>(written(minutes{count / 64})) == minutes{count / 64});
        REQUIRE(read<days>(written(days{count / 131'072})) == days{count / 131'072});
    }
}

TEST_CASE("every short text is refused, or read as the duration it was written", "[model][chrono]") {
    CHECK(check_soup<microseconds>("1-P:. T", 5) > 0);
    CHECK(check_soup<microseconds>("15.WDTHMS", 4, "P") > 0);
    CHECK(check_soup<microseconds>("15.WDTHMS", 4, "-PT") > 0);
    CHECK(check_soup<hours>("03HMS.", 5, "PT") > 0);
}

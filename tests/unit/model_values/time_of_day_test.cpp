#include <serval/model/values/time_of_day.hpp>

#include <random>

#include "text_forms.hpp"

using namespace serval;
using namespace serval::test;
using namespace std::chrono;

TEST_CASE("times of day are read and written", "[model][chrono]") {
    check_accepted<TimeOfDay>({{"00:00", "00:00:00"},
                               {"14:30", "14:30:00"},
                               {"14:30:05", "14:30:05"},
                               {"14:30:05.5", "14:30:05.500000"},
                               {"14:30:05,000001", "14:30:05.000001"},
                               {"14:30:05.000", "14:30:05"},
                               {"23:59:59.9999999", "23:59:59.999999"}});
}

TEST_CASE("what is no time of day is refused", "[model][chrono]") {
    check_refused<TimeOfDay>({{"", "empty"},
                              {"14", "an hour"},
                              {"14:3", "one digit"},
                              {"4:30", "one digit"},
                              {"24:00", "hour 24"},
                              {"14:60", "minute 60"},
                              {"23:59:60", "a leap second"},
                              {"14:30:05.", "no digits behind the point"},
                              {"14:30:05Z", "a zone"},
                              {"14:30:05+02:00", "an offset"},
                              {"14:30 ", "a blank"},
                              {"-1:30", "a sign"},
                              {"T14:30", "a T"},
                              {"1430", "no colon"},
                              {"2:30 PM", "halves of the day"}});
}

TEST_CASE("times of any microsecond are read as they were written", "[model][chrono]") {
    std::mt19937_64 random{24};
    std::uniform_int_distribution<std::int64_t> microsecond{0, 86'399'999'999};
    for (int i = 0; i < 20'000; ++i) {
        const TimeOfDay time{microseconds{microsecond(random)}};
        REQUIRE(read<TimeOfDay>(written(time)) == time);
    }
}

TEST_CASE("a time of day is at least 00:00 and less than 24:00", "[model][chrono]") {
    CHECK_THROWS_AS(TimeOfDay{-1us}, std::invalid_argument);
    CHECK_THROWS_AS(TimeOfDay{24h}, std::invalid_argument);
    CHECK(written(TimeOfDay{24h - 1us}) == "23:59:59.999999");
    CHECK(TimeOfDay{} < TimeOfDay{1us});
    const auto split = TimeOfDay{14h + 30min + 5s + 6us}.split();
    CHECK(split.hours() == 14h);
    CHECK(split.minutes() == 30min);
    CHECK(split.seconds() == 5s);
    CHECK(split.subseconds() == 6us);
}

TEST_CASE("every short text is refused, or read as the time of day it was written", "[model][chrono]") {
    CHECK(check_soup<TimeOfDay>("026:.", 6) > 0);
    CHECK(check_soup<TimeOfDay>("059:.Z", 4, "23:5") > 0);
}

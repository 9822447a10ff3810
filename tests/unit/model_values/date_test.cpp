#include <serval/model/values/chrono.hpp>

#include <fmt/format.h>

#include "text_forms.hpp"

using namespace serval;
using namespace serval::test;
using namespace std::chrono;

TEST_CASE("every day from 1583 to 2400 is read and written as it stands in a calendar", "[model][chrono]") {
    static constexpr int month_sizes[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    for (int y = 1583; y <= 2400; ++y) {
        const bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
        for (int m = 1; m <= 12; ++m) {
            const int size = month_sizes[m - 1] + (leap && m == 2 ? 1 : 0);
            for (int d = 1; d <= 31; ++d) {
                const std::string text = fmt::format("{:04}-{:02}-{:02}", y, m, d);
                const auto date = read<year_month_day>(text);
                if (date.has_value() != (d <= size)) FAIL(text);
                if (date && (*date != year{y} / m / d || written(*date) != text)) FAIL(text);
            }
        }
    }
}

TEST_CASE("dates at the ends of the years are read", "[model][chrono]") {
    for (const std::string_view text : {"0000-01-01", "0000-02-29", "0001-01-01", "9999-12-31"}) {
        check_accepted<year_month_day>({{text, text}});
    }
}

TEST_CASE("what is no date is refused", "[model][chrono]") {
    check_refused<year_month_day>({{"", "empty"},
                                   {"2024", "a year"},
                                   {"2024-05", "a month"},
                                   {"2024-05-01T10:00", "a date-time"},
                                   {"2024-05-01 ", "a blank behind"},
                                   {" 2024-05-01", "a blank in front"},
                                   {"2024-5-1", "one digit"},
                                   {"20240501", "no hyphens"},
                                   {"2024/05/01", "slashes"},
                                   {"01-05-2024", "the year at the end"},
                                   {"2024-00-01", "month 0"},
                                   {"2024-13-01", "month 13"},
                                   {"2024-05-00", "day 0"},
                                   {"2024-04-31", "a day too many"},
                                   {"2023-02-29", "no leap year"},
                                   {"1900-02-29", "no leap year"},
                                   {"-001-01-01", "a sign"},
                                   {"+2024-05-01", "a sign"},
                                   {"12024-05-01", "five digits"},
                                   {"2024-W18-3", "a week"},
                                   {"2024-122", "a day of the year"},
                                   {"2O24-05-01", "a letter"},
                                   {"2024-05-0:", "the octet after 9"},
                                   {"2024-05-1/", "the octet before 0"},
                                   {"٢٠٢٤-05-01", "digits outside ASCII"}});
}

TEST_CASE("a date that has no text is not written", "[model][chrono]") {
    std::string out;
    using Form = TextForm<year_month_day>;
    CHECK_THROWS_AS(Form::format(year{2023} / 2 / 29, out), std::domain_error);
    CHECK_THROWS_AS(Form::format(year_month_day{}, out), std::domain_error);
    CHECK_THROWS_AS(Form::format(year{10'000} / 1 / 1, out), std::domain_error);
    CHECK_THROWS_AS(Form::format(year{-1} / 1 / 1, out), std::domain_error);
    CHECK(out.empty());
}

TEST_CASE("every short ending of a date is refused, or read as it was written", "[model][chrono]") {
    // Of 2023's days, those spelt with 0 to 3 alone: 13 in each of six months, but no 30 and 31 February and no 31 November.
    CHECK(check_soup<year_month_day>("0123-", 5, "2023-") == 75);
}

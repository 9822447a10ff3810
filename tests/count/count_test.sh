#!/usr/bin/env bash
# Holds count.awk to what it promises, on ctest results of its own.
set -uo pipefail
count=$(dirname "${BASH_SOURCE[0]}")/count.awk
failed=0

# entry <status> <lines of output…>: one entry of a JUnit file as ctest writes it.
entry() {
    printf '\t<testcase name="room" classname="room" time="0.1" status="%s">\n\t\t<system-out>' "$1"
    printf '%s\n' "${@:2}"
    printf '</system-out>\n\t</testcase>\n'
}

# expect <what count.awk prints> <what is shown>: reads the results from standard input.
expect() {
    local counted
    counted=$(awk -f "$count")
    if [ "$counted" != "$1" ]; then
        printf 'FAILED: %s\n    expected "%s", counted "%s"\n' "$2" "$1" "$counted"
        failed=1
    fi
}

entry run '==== ' 'All tests passed (5 assertions in 2 test cases)' | expect '2 0' "Catch2's cases are counted"
entry run 'All tests passed (1 assertion in 1 test case)' | expect '1 0' 'so is a single one'
entry fail 'test cases: 12 | 9 passed | 3 failed' 'assertions: 40 | 30 passed | 10 failed' | expect '9 3' 'and those that fail'
entry fail 'test cases: 2 | 2 failed' | expect '0 2' 'all of them, where need be'
entry run 'no summary' | expect '1 0' 'an entry without a summary counts as one'
entry fail 'Segmentation fault' | expect '0 1' 'a crash counts as one failure'
entry fail 'All tests passed (5 assertions in 2 test cases)' 'LeakSanitizer' | expect '2 1' 'a leak found at the end is a failure'
entry fail 'No tests ran' | expect '0 1' 'a program without tests fails'
entry notrun '' | expect '0 0' 'what was skipped is neither'
entry run 'test cases: 2 | 1 passed | 1 failed as expected' | expect '2 0' 'a failure that was expected is none'
{ entry run 'All tests passed (9 assertions in 3 test cases)'; entry run ''; entry fail ''; } | expect '4 1' 'entries add up'
: | expect '0 0' 'no entries are none'

exit "$failed"

# Reads ctest's JUnit file and prints how many test cases passed and how many failed.
# Where a program's output ends with Catch2's summary its own cases are counted, otherwise the entry counts as one.

function attribute(name) {
    return match($0, " " name "=\"[^\"]*\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : ""
}

function number_before(word) {
    return match($0, "[0-9]+ " word) ? substr($0, RSTART, RLENGTH) + 0 : 0
}

/<testcase / {
    status = attribute("status")
    cases_passed = cases_failed = 0
}
/<system-out>/ { sub(/.*<system-out>/, "") }
/^All tests passed \(/ { cases_passed = number_before("test case") }
/^test cases: / {
    cases_passed = number_before("passed")
    cases_failed = number_before("failed")
}
/<\/testcase>/ {
    if (status == "run") {
        # What Catch2 says failed was then expected to.
        passed += cases_passed + cases_failed > 0 ? cases_passed + cases_failed : 1
    } else if (status == "fail") {
        passed += cases_passed
        failed += cases_failed > 0 ? cases_failed : 1
    }
}

END { print passed + 0, failed + 0 }

#!/usr/bin/env bash
# compile_time.sh COMPILER INCLUDE_FOLDER: a hello world of Serval compiles in at most 1.2 times what <nlohmann/json.hpp>
# alone costs. User time at -O2 without a precompiled header; the median of three runs, taken in turns.
set -euo pipefail
compiler=$1
folder=$2
hello=$(dirname "${BASH_SOURCE[0]}")/hello.cpp

json=$(mktemp --suffix=.cpp)
trap 'rm -f "$json"' EXIT
echo '#include <nlohmann/json.hpp>' >"$json"

# User milliseconds of compiling one file.
cost() {
    local TIMEFORMAT=%3U seconds
    seconds=$({ time "$compiler" -std=c++20 -O2 -I "$folder" -c "$1" -o /dev/null; } 2>&1 | tail -n 1)
    echo "${seconds/./}" | sed 's/^0*//'
}

median() { printf '%s\n' "$@" | sort -n | sed -n 2p; }

hellos=()
jsons=()
for _ in 1 2 3; do
    hellos+=("$(cost "$hello")")
    jsons+=("$(cost "$json")")
done
hello_cost=$(median "${hellos[@]}")
json_cost=$(median "${jsons[@]}")
ratio=$((hello_cost * 100 / json_cost))
printf 'hello: %s ms, <nlohmann/json.hpp>: %s ms, ratio %s.%02d, at most 1.20\n' \
    "$hello_cost" "$json_cost" $((ratio / 100)) $((ratio % 100))
[ "$ratio" -le 120 ]

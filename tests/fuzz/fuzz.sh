#!/usr/bin/env bash
# fuzz.sh NAME SIZE FOLDER: feeds the target fuzz_NAME of FOLDER with inputs of up to SIZE octets, for SERVAL_FUZZ_SECONDS (60).
# What it has learnt stays in FOLDER/corpus/NAME for the next time; what brought it down stays in FOLDER as NAME-crash-….
set -euo pipefail
name=$1 size=$2 folder=$3
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
learnt=$folder/corpus/$name
seeds=$folder/seeds/$name
mkdir -p "$learnt" "$seeds"
"$folder/fuzz_seeds" "$name" "${SERVAL_CORPORA:-}" "$seeds"

export UBSAN_OPTIONS=print_stacktrace=1
"$folder/fuzz_$name" -max_total_time="${SERVAL_FUZZ_SECONDS:-60}" -max_len="$size" -timeout=10 -rss_limit_mb=2048 \
    -dict="$here/$name.dict" -artifact_prefix="$folder/$name-" -print_final_stats=1 -verbosity=1 \
    "$learnt" "$seeds" "$here/seeds/$name" 2>&1 | grep -v -E '^#[0-9]+\s+(NEW|REDUCE|RELOAD)|^\s*NEW_FUNC|^Loading|^INFO: -max_len'

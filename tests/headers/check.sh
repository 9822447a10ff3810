#!/usr/bin/env bash
# check.sh COMPILER INCLUDE_FOLDER: compiles each header under the folder's serval/ alone, and looks at what it includes.
# Says for each header what is wrong with it; fails when anything is.
set -uo pipefail
export COMPILER=$1 FOLDER=$2
WORK=$(mktemp -d)
export WORK
trap 'rm -rf "$WORK"' EXIT

# Libraries that stay inside the compiled half, and headers that cost every user's translation unit dearly.
export LIBRARIES='/(boost|openssl|spdlog|re2|CLI|toml\+\+|soci|hiredis)/'
export COSTLY='/nlohmann/json\.hpp$|/(iostream|regex|filesystem)$'

# What a header must not include, as a regular expression; empty where it may include anything.
forbidden() {
    case $1 in
        serval/asio.hpp) ;;
        serval/json.hpp | serval/testing.hpp | serval/testing/*) echo "$LIBRARIES" ;;
        *) echo "$LIBRARIES|$COSTLY" ;;
    esac
}

check() {
    local header=$1 rule messages included
    local list=$WORK/${1//\//_}
    if ! messages=$("$COMPILER" -std=c++20 -Wall -Wextra -Wpedantic -Wshadow -Werror -I "$FOLDER" -fsyntax-only \
        -MD -MF "$list" -x c++ - <<<"#include <$header>" 2>&1); then
        printf '%s: does not compile alone\n%s\n' "$header" "$messages"
        return 1
    fi
    rule=$(forbidden "$header")
    included=$(tr -s ' \\' '\n\n' <"$list" | grep -vF "$FOLDER/" | grep -E "${rule:-^\$}" | head -n 1)
    if [ -n "$included" ]; then
        printf '%s: includes %s\n' "$header" "$included"
        return 1
    fi
}
export -f forbidden check

cd "$FOLDER" || exit 1
headers=$(find serval -name '*.hpp' | sort)
[ -n "$headers" ] || { echo "there is no header under $FOLDER/serval"; exit 1; }
xargs -P 2 -I{} bash -c 'check "$1"' check {} <<<"$headers" || exit 1
printf '%s headers compile alone and bring no heavy library along\n' "$(wc -l <<<"$headers")"

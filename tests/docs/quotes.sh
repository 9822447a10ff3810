#!/usr/bin/env bash
# quotes.sh [--update] ROOT [COMPILE_COMMANDS]: every cpp block of README.md and docs/**/*.md under ROOT is quoted from a
# file that is compiled: quotes.awk says how. --update writes anew what has changed. With COMPILE_COMMANDS (the build's
# compile_commands.json) a quoted .cpp file must be one of those that the build compiles.
set -uo pipefail
awk_program=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/quotes.awk
update=
if [ "${1:-}" = --update ]; then
    update=1
    shift
fi
root=$(cd "$1" && pwd)
compile_commands=${2:-}

pages() { (cd "$root" && find README.md docs -name '*.md' 2>/dev/null | sort); }

renew() {
    local renewed
    renewed=$(awk -v root="$root" -v renew=1 -f "$awk_program" "$1" && echo .) || return 1
    printf '%s' "${renewed%.}" >"$1"
}

check() { awk -v root="$root" -f "$awk_program" "$1"; }

# By itself, or as a part of a file that is made of several.
is_compiled() {
    grep -qF "\"file\": \"$1\"" "$compile_commands" && return
    grep -E '"file": ".*/test_[a-z_]+_[0-9]+\.cpp"' "$compile_commands" | cut -d '"' -f 4 | xargs -r grep -qsxF "#line 1 \"$1\""
}

# The sources that a page quotes and the build does not compile.
uncompiled() {
    local source
    [ -n "$compile_commands" ] || return 0
    for source in $(sed -nE 's/^<!-- quote: ([^ #]+\.cpp)(#[^ ]*)? -->$/\1/p' "$1" | sort -u); do
        is_compiled "$root/$source" || printf '%s: %s is compiled by nothing\n' "$1" "$source"
    done
}

faults=0
for page in $(pages); do
    cd "$root" || exit 1
    if [ -n "$update" ]; then
        renew "$page" || faults=1
    else
        check "$page" || faults=1
    fi
    unknown=$(uncompiled "$page")
    if [ -n "$unknown" ]; then
        printf '%s\n' "$unknown"
        faults=1
    fi
done
exit "$faults"

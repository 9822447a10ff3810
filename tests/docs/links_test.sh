#!/usr/bin/env bash
# Holds links.sh to what it promises, on pages of its own.
set -uo pipefail
links=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/links.sh
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir -p "$root/docs"
printf '# Other\n\n## What `there` is\n' >"$root/docs/other.md"
failed=0

# expect <status> <text> <what is shown> <line of the page>: what links.sh makes of it.
expect() {
    local output status=0
    printf '# Page\n%s\n' "$4" >"$root/docs/page.md"
    output=$("$links" "$root" 2>&1) || status=$?
    if [ "$status" != "$1" ] || [[ "$output" != *"$2"* ]]; then
        printf 'FAILED: %s\n    status %s, output: %s\n' "$3" "$status" "$output"
        failed=1
    fi
}

expect 0 '' 'a link to a page passes' '[other](other.md)'
expect 0 '' 'a link to a heading passes' '[other](other.md#what-there-is) and [here](#page)'
expect 0 '' 'a link to elsewhere is not followed' '[elsewhere](https://example.org/nowhere)'
expect 0 '' 'code is no link' '`[](Body<Note> note)`'
expect 1 'docs/page.md: there is no none.md' 'a link to no file is told' '[none](none.md)'
expect 1 'there is no heading #nowhere in docs/other.md' 'a link to no heading is told' '[none](other.md#nowhere)'
exit "$failed"

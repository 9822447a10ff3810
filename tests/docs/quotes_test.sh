#!/usr/bin/env bash
# Holds quotes.sh to what it promises, on pages of its own.
set -uo pipefail
quotes=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/quotes.sh
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir -p "$root/docs" "$root/examples"
failed=0

cat >"$root/examples/main.cpp" <<'CODE'
int answer() {
    // [answer]
    if (true) {
        return 42;
    }
    // [/answer]
    return 0;
}
// [open]
CODE

# page <lines…>: the one page there is.
page() { printf '%s\n' "$@" >"$root/docs/page.md"; }

# expect <status> <text> <what is shown>: what quotes.sh makes of the page.
expect() {
    local output status=0
    output=$("$quotes" "$root" ${4:+"$4"} 2>&1) || status=$?
    if [ "$status" != "$1" ] || [[ "$output" != *"$2"* ]]; then
        printf 'FAILED: %s\n    status %s, output: %s\n' "$3" "$status" "$output"
        failed=1
    fi
}

mark='<!-- quote: examples/main.cpp#answer -->'
block=('```cpp' 'if (true) {' '    return 42;' '}' '```')

page "$mark" "${block[@]}"
expect 0 '' 'a block that is quoted passes'
page 'text' '```sh' 'ls' '```'
expect 0 '' 'a block in another language needs no mark'
page "${block[@]}"
expect 1 'docs/page.md:1: a cpp block without a mark' 'a cpp block needs a mark'
page '```c++' 'int x;' '```'
expect 1 'without a mark' 'C++ by its other name needs a mark as well'
page "$mark" '' "${block[@]}"
expect 1 'a mark without a block' 'the mark stands right before its block'
page "$mark" '```cpp' 'if (true) {' '    return 43;' '}' '```'
expect 1 'docs/page.md:2: the block is not what examples/main.cpp#answer says' 'a changed block is found'
page "$mark" '```cpp' 'if (true) {' 'return 42;' '}' '```'
expect 1 'is not what' 'indentation within a block counts'
page '<!-- quote: examples/main.cpp#question -->' "${block[@]}"
expect 1 'there is no region "question" in examples/main.cpp' 'a region must be there'
page '<!-- quote: examples/main.cpp#open -->' "${block[@]}"
expect 1 'region "open"' 'a region must have an end'
page '<!-- quote: examples/none.cpp -->' "${block[@]}"
expect 1 'there is no file examples/none.cpp' 'a file must be there'
page "$mark" '```cpp' 'if (true) {'
expect 1 'a block without an end' 'a block must have an end'

page "$mark" "${block[@]}"
printf '[{ "file": "%s/examples/main.cpp" }]' "$root" >"$root/compiled.json"
expect 0 '' 'a file that the build compiles may be quoted' "$root/compiled.json"
echo '[]' >"$root/compiled.json"
expect 1 'examples/main.cpp is compiled by nothing' 'a file that the build leaves out may not be quoted' "$root/compiled.json"

page 'before' "$mark" '```cpp' 'old' '```' 'between' '```sh' 'ls' '```' 'after'
"$quotes" --update "$root"
expected=$(printf '%s\n' 'before' "$mark" "${block[@]}" 'between' '```sh' 'ls' '```' 'after')
if [ "$(cat "$root/docs/page.md")" != "$expected" ]; then
    printf 'FAILED: --update renews the block and nothing else\n%s\n' "$(cat "$root/docs/page.md")"
    failed=1
fi
expect 0 '' 'what --update wrote passes'

exit "$failed"

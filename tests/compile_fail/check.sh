#!/usr/bin/env bash
# check.sh FILE COMPILER FLAGS…: FILE compiles with -DCONTROL, and without is refused, first of all with its sentence.
set -uo pipefail
export LC_ALL=C.UTF-8
file=$1
compile=("${@:2}" -fsyntax-only)
case $(basename "$2") in
    clang*) kind='clang' ;;
    *) kind='g' ;;
esac

fail() {
    printf '%s: %s\n%s\n' "$(basename "$file")" "$1" "${2:-}"
    exit 1
}

sentence=$(sed -nE "s/^\/\/ expect( \($kind\+\+\))?: //p" "$file" | head -n 1)
[ -n "$sentence" ] || fail "names no sentence to expect of $kind++"

messages=$("${compile[@]}" -DCONTROL "$file" 2>&1) || fail 'does not compile with -DCONTROL' "$messages"
messages=$("${compile[@]}" "$file" 2>&1) && fail 'compiles, but must not'

first=$(grep -m 1 -E '(^|: )(fatal )?error: ' <<<"$messages")
[[ "$first" == *"$sentence"* ]] || fail "says something else first than \"$sentence\"" "$messages"
printf '%s\n' "$first"

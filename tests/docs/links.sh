#!/usr/bin/env bash
# links.sh ROOT: every link of README.md and docs/**/*.md under ROOT to a file in the repository leads somewhere, to a heading
# of that file where it names one. Links to elsewhere are not followed.
set -uo pipefail
root=$(cd "$1" && pwd)

pages() { (cd "$root" && find README.md docs -name '*.md' 2>/dev/null | sort); }

prose() { awk '/^ *```/ { code = !code; next } !code { gsub(/`[^`]*`/, "``"); print }' "$1"; }

# The targets of a page's links, one a line.
links() { prose "$1" | grep -oE '\]\([^)]+\)' | sed -E 's/^\]\((.*)\)$/\1/' | grep -vE '^[a-z]+:' | sort -u; }

# A page's headings as GitHub names them in links.
headings() {
    awk '/^ *```/ { code = !code } !code && /^#+ / { sub(/^#+ /, ""); print tolower($0) }' "$1" |
        sed -E 's/[^a-z0-9 _-]//g; s/ /-/g'
}

# leads_nowhere <page> <link>: says so when it does.
leads_nowhere() {
    local file=${2%%#*} heading=
    [[ $2 == *#* ]] && heading=${2#*#}
    file=$([ -n "$file" ] && printf '%s/%s' "$(dirname "$1")" "$file" || printf '%s' "$1")
    if [ ! -e "$root/$file" ]; then
        printf '%s: there is no %s\n' "$1" "$2"
    elif [ -n "$heading" ] && ! headings "$root/$file" | grep -qxF -e "$heading"; then
        printf '%s: there is no heading #%s in %s\n' "$1" "$heading" "$file"
    fi
}

broken=$(for page in $(pages); do
    while IFS= read -r link; do leads_nowhere "$page" "$link"; done < <(links "$root/$page")
done)
[ -z "$broken" ] && exit 0
printf '%s\n' "$broken"
exit 1

# Checks, or renews, the code blocks of one Markdown file against the files they are quoted from.
#
#     <!-- quote: examples/hello/main.cpp#routes -->
#     ```cpp
#
# quotes the lines between `// [routes]` and `// [/routes]` of that file, or without `#routes` all of it. Indentation
# that all lines share is left out, and so are the marks of regions. Prints one line for each fault; with renew=1 prints
# the Markdown instead, its quoted blocks renewed. Needs -v root=<repository root>.

function fault(line, message) {
    faults++
    if (renew) printf "%s:%d: %s\n", FILENAME, line, message > "/dev/stderr"
    else printf "%s:%d: %s\n", FILENAME, line, message
}

function indentation(text) {
    match(text, /^ */)
    return RLENGTH
}

# Joins lines[1..count] without the indentation they share and without empty lines at either end.
function normalised(lines, count,    i, first, last, shared, text) {
    first = 1
    last = count
    while (first <= last && lines[first] ~ /^[ \t]*$/) first++
    while (last >= first && lines[last] ~ /^[ \t]*$/) last--
    shared = 1000
    for (i = first; i <= last; i++)
        if (lines[i] !~ /^[ \t]*$/ && indentation(lines[i]) < shared) shared = indentation(lines[i])
    for (i = first; i <= last; i++) text = text substr(lines[i], shared + 1) "\n"
    return text
}

# What the mark quotes; sets `missing` to a message where there is no such thing.
function quoted(mark,    parts, path, region, line, lines, count, inside, seen) {
    split(mark, parts, "#")
    path = root "/" parts[1]
    region = parts[2]
    inside = region == ""
    missing = ""
    while ((getline line < path) > 0) {
        seen = 1
        if (line ~ /^[ \t]*(\/\/|#) \[\/?[a-z0-9_-]+\][ \t]*$/) {
            gsub(/^[ \t]*(\/\/|#) |[ \t]*$/, "", line)
            if (line == "[" region "]") inside = 1
            if (line == "[/" region "]") inside = 0
        } else if (inside) {
            lines[++count] = line
        }
    }
    close(path)
    if (!seen) missing = "there is no file " parts[1]
    else if (count == 0) missing = "there is no region \"" region "\" in " parts[1]
    else if (region != "" && inside) missing = "region \"" region "\" of " parts[1] " has no end"
    return normalised(lines, count)
}

function end_of_block(    expected) {
    if (mark == "") {
        if (language == "cpp") fault(opened, "a cpp block without a mark that says where it is quoted from")
        return
    }
    expected = quoted(mark)
    if (missing != "") fault(opened, missing)
    else if (renew) printf "%s", expected
    else if (normalised(block, count) != expected) fault(opened, "the block is not what " mark " says")
    if (missing != "" && renew) for (i = 1; i <= count; i++) print block[i]
    quotes++
}

/^ *```/ && inside_block {
    end_of_block()
    if (renew) print
    inside_block = 0
    mark = ""
    next
}

inside_block {
    block[++count] = $0
    if (renew && mark == "") print
    next
}

/^ *```/ {
    inside_block = 1
    opened = FNR
    count = 0
    language = $0
    gsub(/^ *```+ *| .*$/, "", language)
    if (language ~ /^(c\+\+|C\+\+|cxx|hpp|CPP)$/) language = "cpp"
    if (renew) print
    next
}

{
    if (mark != "") fault(FNR - 1, "a mark without a block after it")
    mark = ""
    if (match($0, /^<!-- quote: [^ ]+ -->$/)) mark = substr($0, 13, RLENGTH - 16)
    if (renew) print
}

END {
    if (inside_block) fault(opened, "a block without an end")
    exit faults > 0
}

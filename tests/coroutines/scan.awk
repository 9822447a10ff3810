# The reader behind tests/coroutines/scan. It follows braces: those of blocks (which hold statements) are told from those
# of initialisers (which are part of one) by what stands before them.

FNR == 1 { start_file() }
in_markdown && /^[ \t]*```/ { in_code = !in_code && /```cpp/; reset(); next }
in_code && !/^[ \t]*#/ { read_line(clean($0)) }
END { exit found }

function start_file() {
    in_markdown = FILENAME ~ /\.md$/
    in_code = !in_markdown
    in_comment = in_raw = 0
    reset()
}

function reset() {
    depth = 0
    text[0] = ""
    braces[0] = 0
}

# The line without comments, and with what literals hold left out.
function clean(line) {
    if (in_raw) {
        if (!match(line, /\)"/)) return ""
        line = "\"\"" substr(line, RSTART + 2)
        in_raw = 0
    }
    if (in_comment) {
        if (!match(line, /\*\//)) return ""
        line = substr(line, RSTART + 2)
        in_comment = 0
    }
    gsub(/\\\\/, "", line)
    gsub(/\\"/, "", line)
    gsub(/'\\?[^']'/, "0", line)
    if (match(line, /R"\(/) && line !~ /\)"/) {
        line = substr(line, 1, RSTART - 1) "\"\""
        in_raw = 1
    }
    gsub(/"[^"]*"/, "\"\"", line)
    sub(/\/\/.*/, "", line)
    gsub(/\/\*([^*]|\*[^\/])*\*\//, " ", line)
    if (match(line, /\/\*/)) {
        line = substr(line, 1, RSTART - 1)
        in_comment = 1
    }
    return line
}

function read_line(line,    i, c) {
    for (i = 1; i <= length(line); ++i) {
        c = substr(line, i, 1)
        if (c == "{") open_brace()
        else if (c == "}") close_brace()
        else if (c == ";" && !in_for_head()) end_statement()
        else text[depth] = text[depth] c
    }
    text[depth] = text[depth] " "
}

function in_for_head() { return count(text[depth], "(") > count(text[depth], ")") }

function count(string, character,    parts) { return split(string, parts, "[" character "]") - 1 }

function open_brace() {
    if (opens_block(text[depth])) {
        kind[++depth] = "block"
        text[depth] = ""
        braces[depth] = 0
    } else {
        braces[depth] = 1
        kind[++depth] = "initialiser"
        text[depth] = ""
        braces[depth] = 0
    }
}

# After a head that ends in `)`, a keyword, or a trailing return type; or at the beginning of a statement.
function opens_block(before) {
    if (before ~ /^[ \t]*$/) return kind[depth] != "initialiser" || depth == 0
    if (before ~ /(\)|\]|:)[ \t]*$/) return 1
    if (before ~ /(^|[^A-Za-z0-9_])(else|try|do|const|noexcept|mutable|override|final)[ \t]*$/) return 1
    if (before ~ /(^|[^A-Za-z0-9_])(namespace|struct|class|union|enum|extern|requires|concept)([^A-Za-z0-9_]|$)/) return before !~ /co_await/
    return before ~ /\)[ \t]*(mutable|noexcept|const|[ \t])*->[^;=]*$/
}

# What stood in an initialiser belongs to the statement around it. A block ends its statement, unless it is a lambda's.
function close_brace(    inside) {
    if (depth == 0) return
    if (kind[depth] == "initialiser") {
        inside = text[depth]
        braces[depth - 1] = 1
        --depth
        text[depth] = text[depth] " " inside " "
        return
    }
    end_statement()
    --depth
    if (is_lambda(text[depth])) text[depth] = text[depth] " "
    else if (!in_for_head()) end_statement()
}

function is_lambda(before) { return before ~ /\[[^\][]*\][ \t]*(\([^()]*\))?[^()=]*$/ }

function end_statement(    statement, reason) {
    statement = text[depth]
    reason = complaint(statement, braces[depth])
    if (reason != "") {
        gsub(/[ \t]+/, " ", statement)
        printf "%s:%d: %s in one statement with co_await:%s\n", FILENAME, FNR, reason, statement
        found = 1
    }
    text[depth] = ""
    braces[depth] = 0
}

function complaint(statement, has_braces) {
    if (statement !~ /(^|[^A-Za-z0-9_])co_await([^A-Za-z0-9_]|$)/) return ""
    if (has_braces) return "braces"
    if (captures_by_value(statement)) return "capturing lambda"
    if (statement ~ /[^?]\?[^?]*:/) return "conditional"
    return ""
}

# `[`…`]` before a lambda's parameters or body. Nothing, `&…` and `this` capture nothing that needs destroying.
function captures_by_value(statement,    list, names, i, n) {
    while (match(statement, /(^|[(,=&| \t])[ \t]*\[[^\][]*\]/)) {
        list = substr(statement, RSTART, RLENGTH)
        statement = substr(statement, RSTART + RLENGTH)
        if (statement ~ /^[ \t]*=/) continue   # a structured binding
        sub(/^[^[]*\[/, "", list)
        sub(/\]$/, "", list)
        n = split(list, names, ",")
        for (i = 1; i <= n; ++i) if (names[i] !~ /^[ \t]*(&.*|this[ \t]*)?$/) return 1
    }
    return 0
}

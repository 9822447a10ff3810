#!/usr/bin/env bash
# compile_cost.sh COMPILER INCLUDE_FOLDER HELLO: what the file HELLO costs, held against a file that only includes nlohmann's header, and
# what one more route, and one more model of ten fields, adds to a file. Each line: the cost in user milliseconds at -O2, the most that it
# may be, and of what. Costs are medians; what is held against each other is compiled in turns.
set -euo pipefail
compiler=$1
folder=$2
hello=$3

file=$(mktemp --suffix=.cpp)
trap 'rm -f "$file"' EXIT

routes() {
    echo '#include <serval/serval.hpp>'
    echo 'struct Thing { int id = 0; std::string name; };'
    echo 'void add_routes(serval::App& app) {'
    for ((i = 0; i < $1; ++i)); do
        echo "    app.get<\"/things$i/{id}\">([](serval::Path<\"id\", int> id, serval::Query<\"q\"> q) { return Thing{*id + $i, *q}; });"
    done
    echo '}'
}

models() {
    local text=std::string
    echo '#include <serval/serval.hpp>'
    echo '#include <serval/model/model.hpp>'
    for ((i = 0; i < $1; ++i)); do
        echo "struct Model$i {"
        echo "    int a = 0; $text b; double c = 0; bool d = false; std::vector<$text> e;"
        echo "    std::optional<int> f; $text g; long h = 0; $text i; std::optional<$text> j;"
        echo "    static void describe(serval::Fields<Model$i>& f) { f.on<&Model$i::b>().length(1, 80); f.on<&Model$i::a>().range(0, 100); }"
        echo '};'
        echo "$text copy$i(std::string_view text) { return serval::to_json(*serval::from_json<Model$i>(text)); }"
    done
}

# User milliseconds of compiling what "$@" writes.
milliseconds() {
    local TIMEFORMAT=%3U seconds
    "$@" >"$file"
    seconds=$({ time "$compiler" -std=c++20 -O2 -I "$folder" -c "$file" -o /dev/null; } 2>&1 | tail -n 1)
    echo "$((10#${seconds/./}))"
}

# middle <command that prints a number…>: the median of three runs.
middle() {
    for _ in 1 2 3; do "$@"; done | sort -n | sed -n 2p
}

tree() { echo '#include <nlohmann/json.hpp>'; }

# hello_and_tree: the medians of both, from seven pairs.
hello_and_tree() {
    local hellos=() trees=()
    for _ in 1 2 3 4 5 6 7; do
        hellos+=("$(milliseconds cat "$hello")")
        trees+=("$(milliseconds tree)")
    done
    printf '%s %s\n' "$(printf '%s\n' "${hellos[@]}" | sort -n | sed -n 4p)" "$(printf '%s\n' "${trees[@]}" | sort -n | sed -n 4p)"
}

# cost_of <routes|models>
cost_of() {
    local one many
    one=$(milliseconds "$1" 1)
    many=$(milliseconds "$1" 21)
    echo "$(((many - one) / 20))"
}

printf '%s the hello world (nlohmann alone)\n' "$(hello_and_tree)"
printf '%s 150 a route\n' "$(middle cost_of routes)"
printf '%s 100 a model of ten fields\n' "$(middle cost_of models)"

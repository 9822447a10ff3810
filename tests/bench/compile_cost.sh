#!/usr/bin/env bash
# compile_cost.sh COMPILER INCLUDE_FOLDER HELLO: what the unit HELLO costs, held against nlohmann's header alone; what one more route, and one more model of ten fields, adds to the compile time of a
# file: user milliseconds at -O2, from files with 1 and with 21 of them, the median of three pairs. Each line: the cost, the most
# that it may be, and of what.
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

# cost_of <routes|models>
cost_of() {
    local one many
    one=$(milliseconds "$1" 1)
    many=$(milliseconds "$1" 21)
    echo "$(((many - one) / 20))"
}

printf '%s %s the hello world (nlohmann alone)\n' "$(middle milliseconds cat "$hello")" "$(middle milliseconds tree)"
printf '%s 150 a route\n' "$(middle cost_of routes)"
printf '%s 100 a model of ten fields\n' "$(middle cost_of models)"

# Makes one translation unit, `together`, of several tests: what any of them includes comes first, and then each in a namespace
# of its own, so that their own names do not meet. Messages of the compiler name the files that they are about.

FNR == 1 {
    close_namespace()
    space = FILENAME
    gsub(/.*\/|\.cpp$/, "", space)
    text = text "\nnamespace in_" space " {\n#line 1 \"" FILENAME "\"\n"
}

/^#include / {
    if (!included[$0]++) print >together
    $0 = ""
}

{ text = text $0 "\n" }

END {
    close_namespace()
    printf "%s", text >together
}

function close_namespace() {
    if (space != "") text = text "}  // namespace in_" space "\n"
}

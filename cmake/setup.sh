# Sourced by tests/run and examples/run: installs from Debian's packages what is missing, and says so.

say() { printf '\n== %s\n' "$*"; }

is_installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# The packages of cmake/debian-packages under the given headings that are not installed.
missing_packages() {
    local list heading package
    list=$(dirname "${BASH_SOURCE[0]}")/debian-packages
    for heading in "$@"; do
        for package in $(awk -v heading="$heading" '$1 == heading { $1 = ""; print }' "$list"); do
            is_installed "$package" || printf '%s ' "$package"
        done
    done
}

# Runs a command as root, through sudo where that is needed; without a terminal sudo may not ask for a password.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif [ -t 0 ]; then
        sudo "$@"
    else
        sudo -n "$@"
    fi
}

explain_how_to_install() {
    printf 'Serval needs these Debian packages, and this script is neither root nor can it use sudo.\n' >&2
    printf 'Have them installed and start again:\n    apt-get install --no-install-recommends %s\n' "$*" >&2
}

apt() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 "$@" </dev/null
}

# Boost 1.81 cannot stand beside Debian's default, 1.74, which apt then removes.
warn_of_older_boost() {
    if [[ " $* " == *' libboost1.81-dev '* ]] && is_installed libboost1.74-dev; then
        echo 'libboost1.81-dev takes the place of libboost1.74-dev (and libboost-dev): apt removes them.'
    fi
}

# install_missing <headings…>
install_missing() {
    local packages
    if ! command -v apt-get >/dev/null; then
        echo 'This is no Debian: nothing is installed; cmake/debian-packages lists what is needed.'
        return 0
    fi
    read -r -a packages <<<"$(missing_packages "$@")"
    if [ "${#packages[@]}" = 0 ]; then
        say 'Every Debian package that is needed is installed'
        return 0
    fi
    say "Installing from Debian's packages: ${packages[*]}"
    if ! as_root true 2>/dev/null; then
        explain_how_to_install "${packages[@]}"
        return 1
    fi
    warn_of_older_boost "${packages[@]}"
    apt update || echo 'apt-get update failed: going on with the package lists that are here.'
    apt install --no-install-recommends "${packages[@]}"
}

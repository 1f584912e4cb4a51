# Shared by the commands in bin/: makes the environment and the front end, once, and says so.
# Everything here speaks on stderr, so that stdout stays clean for --json.

HOUSE="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)"
VENV="$HOUSE/.venv"
export PIP_DISABLE_PIP_VERSION_CHECK=1

say() { printf '%s\n' "$*" >&2; }

die() {
    say "$@"
    exit 1
}

# One process at a time makes anything; the others wait and then find it made. Locks a file that is always there.
alone() {
    (
        if command -v flock >/dev/null; then flock 9; fi
        "$@"
    ) 9<"$HOUSE/requirements/run.txt"
}

stamped() { [ -f "$1" ] && [ "$(<"$1")" = "$2" ]; }

# Written last and whole: work that was interrupted has no stamp, and is done again.
stamp() {
    printf '%s\n' "$2" >"$1.new"
    mv "$1.new" "$1"
}

digest() {
    if command -v sha256sum >/dev/null; then sha256sum "$@"; else shasum -a 256 "$@"; fi
}

sum_of() { (cd "$HOUSE" && digest "$@") | digest | cut -c1-64; }

# debian_packages PACKAGE…: installs them where that is possible; where it is not, the caller says what is missing.
debian_packages() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    say "Installing from the system's packages: $* …"
    local log
    log="$(mktemp)"
    apt_get update >"$log" 2>&1 && apt_get install -y --no-install-recommends "$@" >>"$log" 2>&1 || cat "$log" >&2
    rm -f "$log"
}

apt_get() { DEBIAN_FRONTEND=noninteractive apt-get -o Dpkg::Use-Pty=0 "$@"; }

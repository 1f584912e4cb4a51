# Programs from the system's packages that some tests and benchmarks run.

# missing_packages NAME…: those that are not there, by the names that Debian gives them.
missing_packages() {
    local package
    for package in "$@"; do
        case "$package" in
            postgresql) compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null ;;
            libnginx-mod-nchan) compgen -G '/usr/lib/nginx/modules/ngx_nchan_module.so' >/dev/null ;;
            libc6-dev) [ -e /usr/include/stdio.h ] ;;
            varnish) PATH="$PATH:/usr/sbin" command -v varnishd >/dev/null ;;
            *) PATH="$PATH:/usr/sbin" command -v "$package" >/dev/null ;;
        esac || printf '%s ' "$package"
    done
}

packages() {
    local missing
    missing="$(missing_packages "$@")"
    [ -n "$missing" ] || return 0
    # Unquoted: one word a package.
    debian_packages $missing || true
    missing="$(missing_packages "$@")"
    [ -z "$missing" ] || say "Missing: ${missing% }. What needs them will fail and say so. On Debian: sudo apt-get install -y ${missing% }"
}

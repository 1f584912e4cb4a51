# Dateline behind Varnish 7.1 (Debian 12). Start varnishd with: -f /etc/varnish/dateline.vcl
# Readers' pages and logs are kept as their own Cache-Control says; everything else goes through untouched.
vcl 4.1;

import directors;
import std;

probe ready {
    .url = "/readyz";
    .interval = 2s;
    .timeout = 2s;
    .window = 4;
    .threshold = 3;
    .initial = 3;
}

# One backend for each Dateline process, or one in all where `dateline serve --workers N` shares a port.
backend first {
    .host = "127.0.0.1";
    .port = "8000";
    .probe = ready;
    .connect_timeout = 3s;
    # A long-poll is silent for 20 seconds, an event stream for 15.
    .first_byte_timeout = 60s;
    .between_bytes_timeout = 60s;
}

sub vcl_init {
    new dateline = directors.round_robin();
    dateline.add_backend(first);
}

sub vcl_recv {
    set req.backend_hint = dateline.backend();

    # Only what is the same for every reader may be kept. Staff, accounts and whatever is new pass.
    if (req.url !~ "^/($|\?|live/|story/|assets/|icon\.svg|robots\.txt)") {
        return (pass);
    }
    if (req.method != "GET" && req.method != "HEAD") {
        return (pass);
    }
    # Nothing on these addresses depends on them, and nothing personal may get into what is kept.
    unset req.http.Cookie;
    unset req.http.Authorization;

    if (req.url ~ "^/live/[^/?]+/log(\?|$)") {
        # An event stream is one connection and one thread for each reader: bytes pass as they come. With more readers
        # than threads say `return (synth(503));` instead, and their pages turn to long-polls by themselves.
        if (req.url ~ "[?&]live=sse(&|$)") {
            return (pipe);
        }
        # HEAD says where the log ends now: Varnish would answer it from a kept GET. `offset=now` is nobody else's now.
        if (req.method == "HEAD" || req.url ~ "[?&]offset=now(&|$)") {
            return (pass);
        }
    } elsif (std.healthy(req.backend_hint)) {
        # A page of a moment ago while a fresh one is fetched. Without any healthy process: for a day, see below.
        set req.grace = 60s;
    }
    return (hash);
}

sub vcl_pipe {
    # One question for each piped connection: the next one of this reader is to be looked at again.
    set bereq.http.Connection = "close";
}

sub vcl_backend_response {
    if (bereq.uncacheable) {
        return (deliver);
    }
    if (bereq.url ~ "^/live/[^/?]+/log(\?|$)") {
        # A reader goes on from where an answer ends: keep it as long as it says and not a moment longer.
        set beresp.grace = 0s;
        set beresp.keep = 0s;
        if (beresp.status >= 400) {
            # A refusal is nobody else's: for a second, those who ask the same do not wait for one another.
            set beresp.ttl = 1s;
            set beresp.uncacheable = true;
            return (deliver);
        }
        if (beresp.status == 204 && bereq.url ~ "[?&]offset=[0-9-]+(&|$)") {
            # "No news for 20 seconds", to all who have waited together. Dateline asks for it not to be stored, and
            # then each of the crowd would ask for itself. They come back with its cursor, that is to another address.
            set beresp.ttl = 2s;
            return (deliver);
        }
    } elsif (beresp.http.Cache-Control ~ "stale-if-error") {
        set beresp.grace = 24h;
    }
    if (beresp.status >= 500 && bereq.is_bgfetch) {
        # What is kept is better than an error.
        return (abandon);
    }
    # Varnish's own rules follow: no-store, private and Set-Cookie are never kept.
}

sub vcl_deliver {
    if (obj.hits > 0) {
        set resp.http.X-Cache = "hit";
    } else {
        set resp.http.X-Cache = "miss";
    }
}

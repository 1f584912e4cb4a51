"""The settings: read from the environment as `DATELINE_*`, checked, and frozen.

The default needs none. An unknown name or an odd value stops the start with a line that says what to change.
"""

import contextlib
import dataclasses
import os
import secrets
import tempfile
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

PREFIX = "DATELINE_"
# Far more than one machine has cores, and few enough for the connections that Postgres allows.
MOST_WORKERS = 64
MOST_PROXIES = 9


class SettingRefused(Exception):
    """A setting that cannot be used; the message names it and says what to change."""


@dataclasses.dataclass(frozen=True, slots=True)
class Environment:
    """Every setting of the house. Each field is read from `DATELINE_` and its name in capitals."""

    home: Path
    """Folder of the embedded database, media and keys; made if it is not there."""
    database_url: str
    """Empty for the embedded SQLite database, else `postgres://user:password@host:port/name`."""
    host: str
    """Address to listen on."""
    port: int
    """Port to listen on, 1 to 65535."""
    workers: int
    """How many processes answer, 1 to 64. More than one only with Postgres."""
    url: str
    """Public address readers use, without a path; cookies are `__Host-` and Secure when it is https."""
    proxies: int
    """How many proxies of ours stand before the program, each adding to `X-Forwarded-For`; 0 trusts no such header."""
    readers_per_address: int
    """How many live answers a process holds for one client address, an IPv6 network of 64 bits; 0 for any number."""
    live: str
    """How readers' pages wait for news: `sse`, a stream each, or `long-poll`, which a cache in front joins into one."""
    name: str
    """The newsroom's name, shown on every page."""
    timezone: str
    """The newsroom's zone, as in the IANA database: the zone of times in print until the reader's is known."""
    secret_key: str
    """Signs sessions. Generated once and kept in `home` with tight permissions when empty."""
    debug: bool
    """Developer's error pages; never on a public machine."""

    @property
    def secure(self) -> bool:
        return self.url.startswith("https://")


def read(environ: Mapping[str, str]) -> Environment:
    """Return the checked settings. Refuses unknown `DATELINE_*` names and values that cannot work."""
    known = {field.name for field in dataclasses.fields(Environment)}
    given = {key[len(PREFIX) :].lower(): value for key, value in environ.items() if key.startswith(PREFIX)}
    for name in sorted(set(given) - known):
        raise SettingRefused(
            f"{PREFIX}{name.upper()} is not a setting of Dateline. Remove it, or use one of: "
            + ", ".join(PREFIX + field.upper() for field in sorted(known))
            + "."
        )
    port = _port(given.get("port", "8000"))
    database_url = _database_url(given.get("database_url", ""))
    host = given.get("host", "127.0.0.1").strip()
    shown_host = "localhost" if host in ("127.0.0.1", "0.0.0.0", "::", "::1") else host  # noqa: S104 - compared only
    return Environment(
        home=Path(given.get("home") or "var").expanduser().absolute(),
        database_url=database_url,
        host=host,
        port=port,
        workers=_workers(given.get("workers", "1"), database_url),
        url=_url(given.get("url") or f"http://{shown_host}:{port}"),
        proxies=_proxies(given.get("proxies", "0")),
        readers_per_address=_readers_per_address(given.get("readers_per_address", "1000")),
        live=_live(given.get("live", "sse")),
        name=given.get("name", "").strip() or "Dateline",
        timezone=_timezone(given.get("timezone") or "UTC"),
        secret_key=_secret_key(given.get("secret_key", "")),
        debug=_switch("debug", given.get("debug", "no")),
    )


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise SettingRefused(f"DATELINE_PORT is “{text}”. Give a number from 1 to 65535, for example 8000.")
    return int(text)


def _workers(text: str, database_url: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= MOST_WORKERS:
        raise SettingRefused(f"DATELINE_WORKERS is “{text}”. Give a number from 1 to {MOST_WORKERS}, for example 2.")
    if int(text) > 1 and not database_url:
        raise SettingRefused(
            f"DATELINE_WORKERS is {text}, and the embedded SQLite database serves one process. Leave it out, or use"
            " Postgres: DATELINE_DATABASE_URL=postgres://dateline:secret@localhost:5432/dateline"
        )
    return int(text)


def _database_url(text: str) -> str:
    if text and (_split(text) is None or urlsplit(text).scheme not in ("postgres", "postgresql")):
        raise SettingRefused(
            "DATELINE_DATABASE_URL must begin with postgres://, as in postgres://dateline:secret@localhost:5432/dateline."
            " Leave it out for the embedded SQLite database."
        )
    return text


def _proxies(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > MOST_PROXIES:
        raise SettingRefused(
            f"DATELINE_PROXIES is “{text}”. Give how many of your proxies or caches a request passes,"
            f" from 0 to {MOST_PROXIES}: with the wrong number everybody seems to come from one address."
        )
    return int(text)


def _readers_per_address(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 6:
        raise SettingRefused(
            f"DATELINE_READERS_PER_ADDRESS is “{text}”. Give how many readers of one address a process holds at a time,"
            " for example 1000, or 0 for any number."
        )
    return int(text)


def _live(text: str) -> str:
    if text not in ("sse", "long-poll"):
        raise SettingRefused(
            f"DATELINE_LIVE is “{text}”. Give sse, a stream for each reader,"
            " or long-poll, which a cache joins into one."
        )
    return text


def _split(text: str) -> SplitResult | None:
    """Return the parts of an address, or None for one with a host or port that cannot be."""
    try:
        parts = urlsplit(text)
        return None if parts.port == 0 else parts
    except ValueError:
        return None


def _url(text: str) -> str:
    parts = _split(text)
    if (
        parts is None
        or parts.scheme not in ("http", "https")
        or not parts.hostname
        or parts.path not in ("", "/")
        or parts.query
        or parts.fragment
        or "@" in parts.netloc
    ):
        raise SettingRefused(
            f"DATELINE_URL is “{text}”. Give the public address without a path, for example https://live.example.org."
        )
    return f"{parts.scheme}://{parts.netloc}"


def _timezone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise SettingRefused(
            f"DATELINE_TIMEZONE is “{text}”. Give a zone’s name, for example Europe/Lisbon."
        ) from error
    return text


def _secret_key(text: str) -> str:
    if text and len(text) < 32:
        raise SettingRefused(
            "DATELINE_SECRET_KEY is too short to be safe. Give at least 32 characters, or leave it out:"
            " one is made and kept."
        )
    return text


def _switch(name: str, text: str) -> bool:
    if text.lower() not in ("yes", "no"):
        raise SettingRefused(f"DATELINE_{name.upper()} is “{text}”. Give yes or no.")
    return text.lower() == "yes"


def kept_secret(home: Path) -> str:
    """Return the secret key kept in `home`, making it on the first call, readable by the owner alone."""
    path = home / "secret-key"
    try:
        if not path.exists():
            _make_secret(path)
        return path.read_text().strip()
    except OSError as error:
        raise SettingRefused(
            f"DATELINE_HOME is {home}, which cannot be used: {error.strerror}. Give a folder that you may write to."
        ) from error


def keep_secret(home: Path, key: str) -> None:
    """Keep this secret key in `home` in the place of the one that is there."""
    _written(home, key).replace(home / "secret-key")


def _written(home: Path, key: str) -> Path:
    handle, made = tempfile.mkstemp(dir=home, prefix="secret-key-")  # Mode 0600.
    with os.fdopen(handle, "w") as file:
        file.write(key)
    return Path(made)


def _make_secret(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    made = _written(path.parent, secrets.token_urlsafe(48))
    # A link appears whole or not at all, and only one of two first starts can make it.
    with contextlib.suppress(FileExistsError):
        os.link(made, path)
    made.unlink()

"""The desk as a browser uses it: an editor signs in and publishes over HTTP."""

import http.client
import http.cookies
import json
import os
import subprocess
import sys
import urllib.parse
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

EMAIL = "nora@example.org"
SIGN_IN = "/account/login/"
BODY = {
    "type": "doc",
    "content": [{"type": "paragraph", "content": [{"type": "text", "text": "A line is aboard. " * 8}]}],
}
OURS = ("DATELINE_", "DJANGO_SETTINGS_MODULE")
COMMAND = (sys.executable, "-m", "dateline")


@dataclass(frozen=True, slots=True)
class Desk:
    """A running server, and what a browser that has signed in there sends."""

    port: int
    headers: Mapping[str, str]

    def connected(self) -> http.client.HTTPConnection:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.connect()
        return connection

    def publish(self, connection: http.client.HTTPConnection, slug: str, heading: str) -> int:
        """Publish one entry and return its message's number, or 0 where the desk refused."""
        words = {"heading": heading, "byline": "Nora Lind", "body": BODY, "request_id": uuid.uuid4().hex}
        connection.request("POST", f"/desk/{slug}/entries", json.dumps(words), dict(self.headers))
        answer = connection.getresponse()
        said = answer.read()
        return int(json.loads(said)["n"]) if answer.status == 200 else 0


def environment(home: Path, port: int, database_url: str = "") -> dict[str, str]:
    """Return the environment of a server with this folder and port, and nobody's settings but these."""
    env = {name: text for name, text in os.environ.items() if not name.startswith(OURS)}
    # The crowd has a few addresses of its own.
    env |= {"DATELINE_HOME": str(home), "DATELINE_PORT": str(port), "DATELINE_READERS_PER_ADDRESS": "0"}
    return env | ({"DATELINE_DATABASE_URL": database_url} if database_url else {})


def told(env: Mapping[str, str], *words: str) -> str:
    """Run one command of the house to its end and return what it prints."""
    return subprocess.run([*COMMAND, *words], env=env, check=True, stdout=subprocess.PIPE, text=True).stdout


def editor(env: Mapping[str, str]) -> str:
    """Add an editor and return the password."""
    made = told(env, "user", EMAIL, "--name", "Nora Lind", "--role", "editor", "--json")
    return str(json.loads(made)["password"])


def signed_in(port: int, password: str) -> Desk:
    """Sign in as a browser does; the desk's script sends these headers from then on."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", SIGN_IN)
    cookies = _cookies(connection)
    form = {"login": EMAIL, "password": password, "csrfmiddlewaretoken": cookies["dateline-csrf"]}
    headers = {"Cookie": _sent(cookies), "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", SIGN_IN, urllib.parse.urlencode(form), headers)
    cookies |= _cookies(connection)
    assert "dateline-session" in cookies, f"signing in gave only {sorted(cookies)}"
    connection.close()
    asked = {"Content-Type": "application/json", "Accept": "application/json"}
    return Desk(port, {**asked, "Cookie": _sent(cookies), "X-CSRFToken": cookies["dateline-csrf"]})


def _cookies(connection: http.client.HTTPConnection) -> dict[str, str]:
    answer = connection.getresponse()
    answer.read()
    given = http.cookies.SimpleCookie("; ".join(answer.headers.get_all("Set-Cookie", [])))
    return {name: cookie.value for name, cookie in given.items()}


def _sent(cookies: Mapping[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())

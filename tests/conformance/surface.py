"""A write surface for the log, for the protocol's own suite only: `python -m tests.conformance.surface PORT`.

Reading is the real `LogApp`, hub and database. PUT and POST call the verbs of `stream.log`, out of readers' reach in
the house. The suite's messages are any JSON value and carry no number or kind, so here a message's text is the value
itself. Streams that are not JSON, which our logs never are, are kept as JSON strings and joined on their way out.
DATELINE_HOME says where the database is made.
"""

import json
import logging
import os
import re
import sys
from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any, ClassVar

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "dateline.config.settings"
django.setup()

import uvicorn  # noqa: E402 - Django must be set up first.
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from dateline.stream import log  # noqa: E402
from dateline.stream.doorbell import bell  # noqa: E402
from dateline.stream.http import LogApp, Receive, Scope, Send  # noqa: E402
from dateline.stream.hub import Hub, Pace  # noqa: E402
from dateline.stream.models import Log  # noqa: E402
from dateline.stream.transport import LendingProtocol  # noqa: E402

JSON = "application/json"
DATA_EVENT = re.compile(rb"event: data\ndata:(.*)\n")


@dataclass(frozen=True, slots=True)
class Given:
    """What the suite appends: one value."""

    kind: ClassVar[str] = "given"
    value: object

    def payload(self) -> dict[str, object]:
        return {"value": self.value}


def only_the_value(n: int, kind: str, at: str, payload: dict[str, object]) -> str:
    return json.dumps(payload["value"], ensure_ascii=False, separators=(",", ":"))


class Refused(Exception):
    """The suite asked for what the protocol forbids; carries the status."""

    def __init__(self, status: int) -> None:
        self.status = status


class Surface:
    """The suite's server: streams by their path, each a log of ours."""

    def __init__(self) -> None:
        # Shorter than the suite's patience with one test.
        self.hub = Hub(Pace(long_poll=3))
        self.app = LogApp(self.hub)
        self.types: dict[str, str] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["method"] in ("PUT", "POST"):
            await self._write(scope, await _body(receive), send)
        else:
            await self._read(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        await self.hub.start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self.hub.stop()
        await send({"type": "lifespan.shutdown.complete"})

    # --- writing ---

    async def _write(self, scope: Scope, body: bytes, send: Send) -> None:
        given = {name.decode(): value.decode() for name, value in scope["headers"]}
        name = _name(scope)
        headers = [(b"x-content-type-options", b"nosniff")]
        verb = self._put if scope["method"] == "PUT" else self._post
        try:
            status = await self.hub.past.run(verb, name, body, given)
        except Refused as refused:
            status = refused.status
        if (one := await self.hub.past.run(Log.objects.filter(name=name).first)) is not None:
            headers += [(b"content-type", self.types[name].encode()), (b"stream-next-offset", b"%016d" % one.tail)]
            headers += [(b"stream-closed", b"true")] if one.closed else []
        if status == 201:
            headers.append((b"location", f"http://{given['host']}{scope['path']}".encode()))
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    def _put(self, name: str, body: bytes, given: dict[str, str]) -> int:
        kind = given.get("content-type", JSON)
        closing = given.get("stream-closed") == "true"
        found = Log.objects.filter(name=name).first()
        if found is not None:
            if kind.lower() != self.types[name].lower() or found.closed != closing:
                raise Refused(409)
            return 200
        values = _values(kind, body)
        log.open_log(name)
        self.types[name] = kind
        self._append(name, values, closing=closing)
        return 201

    def _post(self, name: str, body: bytes, given: dict[str, str]) -> int:
        found = Log.objects.filter(name=name).first()
        closing = given.get("stream-closed") == "true"
        if found is None:
            raise Refused(404)
        if found.closed and (body or not closing):
            raise Refused(409)
        kind = self.types[name]
        if body and "content-type" not in given:
            raise Refused(400)
        if body and given["content-type"].lower() != kind.lower():
            raise Refused(409)
        values = _values(kind, body)
        if not values and (body or not closing):
            raise Refused(400)
        self._append(name, values, closing=closing)
        return 204

    def _append(self, name: str, values: list[object], *, closing: bool) -> None:
        with transaction.atomic():
            found = Log.objects.get(name=name)
            verbs = [log.append] * len(values)
            if closing and values:
                verbs[-1] = log.append_last
            for verb, value in zip(verbs, values, strict=True):
                verb(found.pk, Given(value))
            if closing and not values:
                # Our logs close with a last message; the protocol also knows closing alone.
                Log.objects.filter(pk=found.pk).update(closed=True)
                transaction.on_commit(lambda: bell.ring(name, found.tail + 1))

    # --- reading ---

    async def _read(self, scope: Scope, receive: Receive, send: Send) -> None:
        name = _name(scope)
        kind = self.types.get(name, JSON)
        scope = {**scope, "path": f"/{name}/log"}
        if _is_json(kind):
            await self.app(scope, receive, send)
            return
        # Text is joined on its way out, so it must come this way: neither compressed nor written by the hub itself.
        scope.pop("extensions", None)
        scope["headers"] = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
        await self.app(scope, receive, _Joined(kind, send))


class _Joined:
    """Sends on what a text stream's reader is to get: the strings of the arrays, joined."""

    def __init__(self, kind: str, send: Send) -> None:
        self._kind = kind.encode()
        self._send = send
        self._change = _as_it_is

    async def __call__(self, message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = dict(message["headers"])
            if headers.get(b"content-type") == b"text/event-stream":
                self._change = _joined_events
            elif message["status"] < 400:
                if message["status"] == 200:
                    self._change = _joined
                headers[b"content-type"] = self._kind
            headers.pop(b"content-length", None)
            message = {**message, "headers": list(headers.items())}
        elif message.get("body"):
            message = {**message, "body": self._change(message["body"])}
        await self._send(message)


def _as_it_is(body: bytes) -> bytes:
    return body


def _joined(body: bytes) -> bytes:
    texts: list[str] = json.loads(body)
    return "".join(texts).encode("latin-1")


def _joined_events(body: bytes) -> bytes:
    def event(found: re.Match[bytes]) -> bytes:
        lines = _joined(found[1]).replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        return b"event: data\n" + b"".join(b"data:%b\n" % line for line in lines)

    return DATA_EVENT.sub(event, body)


def _values(kind: str, body: bytes) -> list[object]:
    if not body:
        return []
    if not _is_json(kind):
        # Bytes one to one, so that what was written is what is read.
        return [body.decode("latin-1")]
    try:
        value = json.loads(body)
    except ValueError:
        raise Refused(400) from None
    return value if isinstance(value, list) else [value]


def _is_json(kind: str) -> bool:
    return kind.partition(";")[0].strip().lower() == JSON


def _name(scope: Scope) -> str:
    return re.sub(r"[^\w/-]", "_", scope["path"][1:])


async def _body(receive: Receive) -> bytes:
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            return bytes(body)


def main(port: int) -> None:
    logging.disable(logging.WARNING)
    log.encode = only_the_value
    call_command("migrate", verbosity=0, interactive=False)
    connection.close()
    uvicorn.run(Surface(), interface="asgi3", port=port, http=LendingProtocol, lifespan="on", log_config=None)


if __name__ == "__main__":
    main(int(sys.argv[1]))

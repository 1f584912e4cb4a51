"""What somebody knows of the record who has read the whole log, compared with the record's own tables.

`livepage/replay.py` does the same with the page, and finds the messages that cannot be read at all.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from dateline.coverage.models import LiveBlog
from dateline.facts import events, queries
from dateline.kit.findings import WAY_OUT, Finding
from dateline.stream.models import REDACTED
from dateline.stream.queries import messages_of_kinds

AT_ONCE = 500
"""Claims that are fetched together."""


@dataclass(slots=True)
class _Told:
    """What the log said last of a claim."""

    n: int
    fields: frozenset[str]
    """A message of an older version may have fewer than there are now."""
    digest: bytes


@dataclass(slots=True)
class _Known:
    """A record that began empty and took in every message."""

    redacted: int = 0
    """The number of the last message that was blanked. It may have said anything of what was told before it."""
    claims: dict[str, _Told] = field(default_factory=dict)
    forms: dict[frozenset[str], frozenset[str]] = field(default_factory=dict)
    """Each set of fields that was met, once."""

    def take(self, n: int, claim: dict[str, Any]) -> None:
        fields = frozenset(claim)
        self.claims[claim["id"]] = _Told(n, self.forms.setdefault(fields, fields), _digest(claim))


def differences(blog: LiveBlog) -> Iterator[Finding]:
    """Give every difference between the live blog's claims and its log. Nothing may be written to it meanwhile.

    Reads both in portions; keeps about half a kilobyte a claim.
    """
    known = _Known()
    yield from _replay(blog, known)
    rows = queries.claims().filter(entry__live_blog=blog).order_by("pk").iterator(chunk_size=AT_ONCE)
    while some := list(islice(rows, AT_ONCE)):
        for claim in queries.told(some):
            if finding := _compared(blog, known, claim):
                yield finding
    for claim_id, told in known.claims.items():
        yield _of_claim("claim_missing", f"was told by message {told.n} and is not there", blog, claim_id, told.n)


def _replay(blog: LiveBlog, known: _Known) -> Iterator[Finding]:
    for n, kind, text in messages_of_kinds(blog.log_id, (*events.KINDS, REDACTED)):
        if kind == REDACTED:
            known.redacted = n
            continue
        try:
            message = json.loads(text)
        except ValueError:
            continue
        try:
            other = message.get("other")
            for claim in (message["claim"], other) if other else (message["claim"],):
                # The other one may stand in another live blog of the story, whose own log tells of it.
                if claim["live_blog"] == blog.slug:
                    known.take(n, claim)
        except (KeyError, TypeError, AttributeError):
            sentence = f"Live blog {blog.slug}: message {n} of its log does not tell of a claim. {WAY_OUT}"
            yield Finding("message_damaged", sentence, blog.slug, n)


def _compared(blog: LiveBlog, known: _Known, claim: dict[str, Any]) -> Finding | None:
    told = known.claims.pop(claim["id"], None)
    if told is None:
        if known.redacted:
            return None
        return _of_claim("claim_not_in_log", "is on the record and not in the log", blog, claim["id"], None)
    if told.n < known.redacted:
        return None
    if told.digest == _digest({name: value for name, value in claim.items() if name in told.fields}):
        return None
    return _of_claim("claim_differs", f"is not on the record as message {told.n} says", blog, claim["id"], told.n)


def _of_claim(code: str, what: str, blog: LiveBlog, claim_id: str, n: int | None) -> Finding:
    return Finding(code, f"Live blog {blog.slug}: claim {claim_id} {what}. {WAY_OUT}", blog.slug, n, claim=claim_id)


def _digest(claim: dict[str, Any]) -> bytes:
    return hashlib.blake2b(json.dumps(claim, sort_keys=True).encode(), digest_size=16).digest()

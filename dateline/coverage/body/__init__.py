"""The body of an entry: a document of the closed schema in `schema.json`, which the editor in the browser reads too."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

from prosemirror.model import Node, Schema

from dateline.coverage.refusals import refusal
from dateline.kit.text import unkeepable

Body = dict[str, Any]
"""A document as ProseMirror's JSON, checked."""

SPEC: dict[str, Any] = json.loads((Path(__file__).parent / "schema.json").read_text())
SCHEMA: Schema[Any, Any] = Schema(cast("Any", SPEC))
LIMIT = 50_000
"""Characters of text in one entry. The longest entry in a year of real pages has a tenth of that."""
DEPTH_LIMIT = 12
ATTRIBUTE_LIMITS = {
    "source": 200,
    "url": 2_000,
    "href": 2_000,
    "headline": 300,
    "standfirst": 500,
    "caption": 500,
    "credit": 200,
    "alt": 500,
}
CARDS = ("related", "picture", "embed")
LINK_SCHEMES = {"http", "https", "mailto"}
EMPTY: Body = {"type": "doc", "content": [{"type": "paragraph"}]}


def checked(document: object) -> Body:
    """Return the document in its normal form. Refuses what the schema does not know, too much text, and odd links."""
    if not isinstance(document, dict):
        raise refusal("body_malformed", detail="not a document")
    _check_depth(document)
    try:
        node = Node.from_json(SCHEMA, document)
        node.check()
        normal: Body = dict(node.to_json())
    except Exception as error:  # The port raises ValueError, KeyError, TypeError and its own for a malformed document.
        raise refusal("body_malformed", detail=_short(error)) from error
    if normal.get("type") != "doc":
        raise refusal("body_malformed", detail="not a document")
    text = text_of(normal)
    if character := unkeepable(text):
        raise refusal("character_odd", character=character)
    length = len(text)
    if length > LIMIT:
        raise refusal("body_too_long", length=length, limit=LIMIT)
    for attributes in _attributes(normal):
        _check_attributes(attributes)
    if any(node["type"] == "embed" and not node["attrs"]["url"] for node in nodes(normal)):
        raise refusal("embed_empty")
    return normal


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:100] or type(error).__name__


def _check_depth(document: Mapping[str, Any]) -> None:
    level: list[Any] = [document]
    # A paragraph in a list is three deep, so the nodes' depth is about twice that of lists and quotes.
    for _ in range(DEPTH_LIMIT * 2):
        level = [child for node in level if isinstance(node, dict) for child in _children(node)]
        if not level:
            return
    raise refusal("body_too_deep", limit=DEPTH_LIMIT)


def _children(node: Mapping[str, Any]) -> list[Any]:
    content = node.get("content") or []
    if not isinstance(content, list):
        raise refusal("body_malformed", detail="content is not a list")
    return content


def nodes(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield every node of a checked document, in reading order."""
    yield document
    for child in document.get("content") or ():
        yield from nodes(child)


def _attributes(document: Body) -> Iterator[Mapping[str, Any]]:
    for node in nodes(document):
        yield node.get("attrs") or {}
        for mark in node.get("marks") or ():
            yield mark.get("attrs") or {}


def _check_attributes(attributes: Mapping[str, Any]) -> None:
    for name, value in attributes.items():
        if name == "start":
            if not isinstance(value, int) or not 0 <= value <= 1_000_000:
                raise refusal("body_malformed", detail="a list’s first number")
            continue
        if not isinstance(value, str):
            raise refusal("body_malformed", detail=f"{name} is not text")
        if character := unkeepable(value):
            raise refusal("character_odd", character=character)
        if len(value) > ATTRIBUTE_LIMITS[name]:
            raise refusal("attribute_too_long", name=name, length=len(value), limit=ATTRIBUTE_LIMITS[name])
        if name in ("href", "url") and value and not is_link(value):
            raise refusal("link_odd", href=value[:80])


def is_link(address: str) -> bool:
    """Whether an address may stand in coverage: http, https or mailto, and nothing that a browser would run."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if any(letter.isspace() or ord(letter) < 32 for letter in address):
        return False
    if parts.scheme == "mailto":
        return "@" in parts.path
    # An address with a name and password in it is made to look like another's.
    return parts.scheme in LINK_SCHEMES and bool(parts.hostname) and "@" not in parts.netloc


def is_empty(document: Mapping[str, Any]) -> bool:
    """Whether there is nothing to read: no text, and no card, picture or embed that says anything."""
    return not text_of(document).strip() and not any(
        node["type"] in CARDS and any(node["attrs"].values()) for node in nodes(document)
    )


def text_of(document: Mapping[str, Any]) -> str:
    """Return the words alone, one line for each paragraph, subheading and list item."""
    return "\n".join(_lines(document))


def _lines(node: Mapping[str, Any]) -> Iterator[str]:
    if node["type"] in ("paragraph", "subheading"):
        yield "".join(_inline_text(child) for child in node.get("content") or ())
        return
    for child in node.get("content") or ():
        yield from _lines(child)


def _inline_text(node: Mapping[str, Any]) -> str:
    return str(node["text"]) if node["type"] == "text" else " "


def paragraph(text: str) -> Body:
    """Return a paragraph node of plain words."""
    return {"type": "paragraph", "content": [{"type": "text", "text": text}]} if text else {"type": "paragraph"}


def document(*blocks: Body) -> Body:
    """Return a document of these block nodes."""
    return {"type": "doc", "content": list(blocks) or [{"type": "paragraph"}]}

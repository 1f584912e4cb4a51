"""Read Markdown or plain text into a body: what `dateline publish` and the wire bring in."""

from collections.abc import Callable
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from dateline.coverage.body import Body, checked, is_link

_PARSER = MarkdownIt("commonmark", {"html": False})
_LEAF = {"hr", "html_block"}


def body_from_markdown(text: str) -> Body:
    """Return the text as a checked body. HTML stays text, pictures become their description, tables stay as typed."""
    root: list[dict[str, Any]] = [{"type": "doc", "content": []}]
    for token in _PARSER.parse(text):
        if token.type in _LEAF:
            continue
        if token.type in ("fence", "code_block"):
            root[-1]["content"].append(_paragraph_of_lines(token.content))
        elif token.type == "inline":
            root[-1]["content"].extend(_inline(token))
        elif token.nesting == 1:
            node = OPENINGS[token.type](token)
            root[-1]["content"].append(node)
            root.append(node)
        elif token.nesting == -1:
            root.pop()
    document = _tidied(root[0])
    return checked(document if document["content"] else {"type": "doc", "content": [{"type": "paragraph"}]})


def _opening(kind: str) -> Callable[[Token], dict[str, Any]]:
    return lambda token: {"type": kind, "content": []}


def _ordered(token: Token) -> dict[str, Any]:
    return {"type": "ordered_list", "attrs": {"start": int(token.attrs.get("start", 1))}, "content": []}


OPENINGS: dict[str, Callable[[Token], dict[str, Any]]] = {
    "paragraph_open": _opening("paragraph"),
    "heading_open": _opening("subheading"),
    "bullet_list_open": _opening("bullet_list"),
    "ordered_list_open": _ordered,
    "list_item_open": _opening("list_item"),
    "blockquote_open": _opening("quote"),
}


def _inline(token: Token) -> list[dict[str, Any]]:
    marks: list[dict[str, Any]] = []
    out: list[dict[str, Any]] = []
    for child in token.children or ():
        if child.type in ("strong_open", "em_open"):
            marks.append({"type": "bold" if child.type == "strong_open" else "italic"})
        elif child.type == "link_open":
            # A link that coverage does not allow keeps its words and loses its address.
            marks.append({"type": "link", "attrs": {"href": str(child.attrs["href"])}})
        elif child.type.endswith("_close"):
            marks.pop()
        elif child.type == "hardbreak":
            out.append({"type": "hard_break"})
        else:
            text = " " if child.type == "softbreak" else child.content
            if text:
                out.append({"type": "text", "text": text, "marks": [mark for mark in marks if _allowed(mark)]})
    return out


def _allowed(mark: dict[str, Any]) -> bool:
    return mark["type"] != "link" or is_link(mark["attrs"]["href"])


def _paragraph_of_lines(text: str) -> dict[str, Any]:
    content: list[dict[str, Any]] = []
    for line in text.rstrip("\n").split("\n"):
        if content:
            content.append({"type": "hard_break"})
        if line:
            content.append({"type": "text", "text": line})
    return {"type": "paragraph", "content": content}


def _tidied(node: dict[str, Any]) -> dict[str, Any]:
    """Fit CommonMark's freedom to the schema: a list item begins with a paragraph, a quote holds paragraphs only."""
    if node["type"] == "text" or "content" not in node:
        return node
    children = [_tidied(child) for child in node["content"]]
    if node["type"] == "subheading":
        children = [{"type": "text", "text": child["text"]} for child in children if child["type"] == "text"]
    if node["type"] == "list_item" and (not children or children[0]["type"] != "paragraph"):
        children.insert(0, {"type": "paragraph"})
    if node["type"] == "quote":
        children = [paragraph for child in children for paragraph in _paragraphs(child)] or [{"type": "paragraph"}]
    return {**node, "content": children}


def _paragraphs(node: dict[str, Any]) -> list[dict[str, Any]]:
    if node["type"] in ("paragraph", "subheading"):
        return [{"type": "paragraph", "content": node.get("content", [])}]
    return [paragraph for child in node.get("content", ()) for paragraph in _paragraphs(child)]

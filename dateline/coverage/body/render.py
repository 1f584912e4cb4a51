"""Turn a checked body into HTML. All markup is ours: text and attributes are escaped, nothing passes through."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

Node = Mapping[str, Any]


def html(document: Node) -> str:
    """Return the HTML of a checked document: a run of block elements, without a wrapper."""
    return "".join(_block(node) for node in document.get("content") or ())


def _block(node: Node) -> str:
    return BLOCKS[node["type"]](node)


def _blocks(node: Node) -> str:
    return "".join(_block(child) for child in node.get("content") or ())


def _inline(node: Node) -> str:
    return "".join(_run(child) for child in node.get("content") or ())


def _run(node: Node) -> str:
    if node["type"] == "hard_break":
        return "<br>"
    text = escape(node["text"], quote=False)
    for mark in reversed(node.get("marks") or []):
        text = MARKS[mark["type"]](mark, text)
    return text


def _link(mark: Node, text: str) -> str:
    return f'<a href="{escape(mark["attrs"]["href"])}" rel="noopener nofollow">{text}</a>'


def _paragraph(node: Node) -> str:
    inline = _inline(node)
    # An empty paragraph is a slip of the Enter key, not something to show.
    return f"<p>{inline}</p>" if inline else ""


def _ordered_list(node: Node) -> str:
    start = node["attrs"]["start"]
    opening = "<ol>" if start == 1 else f'<ol start="{start}">'
    return f"{opening}{_blocks(node)}</ol>"


def _quote(node: Node) -> str:
    source, url = escape(node["attrs"]["source"]), escape(node["attrs"]["url"])
    if url:
        source = f'<a href="{url}" rel="noopener nofollow">{source or url}</a>'
    caption = f"<figcaption>{source}</figcaption>" if source else ""
    return f'<figure class="quote"><blockquote>{_blocks(node)}</blockquote>{caption}</figure>'


def _related(node: Node) -> str:
    attributes = {name: escape(value) for name, value in node["attrs"].items()}
    headline = attributes["headline"]
    if attributes["url"]:
        headline = f'<a href="{attributes["url"]}">{headline}</a>'
    standfirst = f"<p>{attributes['standfirst']}</p>" if attributes["standfirst"] else ""
    headline = f'<p class="related-headline">{headline}</p>'
    return f'<aside class="related"><p class="kicker">Related</p>{headline}{standfirst}</aside>'


def _picture(node: Node) -> str:
    caption, credit = escape(node["attrs"]["caption"]), escape(node["attrs"]["credit"])
    words = " ".join(part for part in (caption, f'<span class="credit">{credit}</span>' if credit else "") if part)
    placeholder = f'<p class="placeholder">Picture: {escape(node["attrs"]["alt"]) or "to follow"}</p>'
    return f'<figure class="picture">{placeholder}<figcaption>{words}</figcaption></figure>'


def _embed(node: Node) -> str:
    url = escape(node["attrs"]["url"])
    return f'<p class="embed"><a href="{url}" rel="noopener nofollow">{url}</a></p>'


BLOCKS: dict[str, Callable[[Node], str]] = {
    "paragraph": _paragraph,
    "subheading": lambda node: f"<h4>{_inline(node)}</h4>",
    "bullet_list": lambda node: f"<ul>{_blocks(node)}</ul>",
    "ordered_list": _ordered_list,
    "list_item": lambda node: f"<li>{_blocks(node)}</li>",
    "quote": _quote,
    "related": _related,
    "picture": _picture,
    "embed": _embed,
}
MARKS: dict[str, Callable[[Node, str], str]] = {
    "bold": lambda _, text: f"<strong>{text}</strong>",
    "italic": lambda _, text: f"<em>{text}</em>",
    "link": _link,
}

"""What may be published, by whom, and what counts as a change. Pure: no table is read or written here."""

import re
from dataclasses import dataclass

from dateline.accounts.models import Staff
from dateline.coverage import body as bodies
from dateline.coverage.body import Body
from dateline.coverage.refusals import refusal
from dateline.kit.text import unkeepable

HEADLINE_LIMIT = 200
STANDFIRST_LIMIT = 500
HEADING_LIMIT = 200
BYLINE_LIMIT = 120
REASON_LIMIT = 500
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
REQUEST_ID = re.compile(r"[A-Za-z0-9_.:-]{8,64}")
WORDS_LIMIT = 400
CONTEXT_WORDS = 4


@dataclass(frozen=True, slots=True)
class Words:
    """What an entry says: checked and trimmed, ready for a version."""

    heading: str
    byline: str
    body: Body


def check_publishable(*, heading: str, byline: str, body: object) -> Words:
    """Return the words fit for readers. Refuses what is empty, too long, or not of the schema."""
    words = Words(
        heading=_short(heading, HEADING_LIMIT, "heading_too_long"),
        byline=_short(byline, BYLINE_LIMIT, "byline_too_long"),
        body=bodies.checked(body),
    )
    if not words.heading and bodies.is_empty(words.body):
        raise refusal("entry_empty")
    return words


def check_headline(headline: str, standfirst: str) -> tuple[str, str]:
    """Return both trimmed. Refuses an empty headline and what is too long for a page's top."""
    headline = _short(headline, HEADLINE_LIMIT, "headline_too_long")
    if not headline:
        raise refusal("headline_missing")
    return headline, _short(standfirst, STANDFIRST_LIMIT, "standfirst_too_long")


def check_slug(slug: str) -> str:
    """Return a slug that can stand in an address. Refuses anything but small letters, digits and single hyphens."""
    if len(slug) > 80 or not SLUG.fullmatch(slug):
        raise refusal("slug_odd", slug=slug[:100])
    return slug


def check_reason(reason: str) -> str:
    """Return the reason trimmed; readers see it, so it may not be missing."""
    reason = _short(reason, REASON_LIMIT, "reason_too_long")
    if not reason:
        raise refusal("reason_missing")
    return reason


def check_request_id(request_id: str) -> str:
    """Return the id. Refuses one that could not tell two requests apart: 8 to 64 letters, digits and `_.:-`."""
    if not REQUEST_ID.fullmatch(request_id):
        raise refusal("request_id_odd")
    return request_id


def check_may_publish(by: Staff | None) -> None:
    """Refuse people whose role is to draft and submit. `None` is the program itself: the command line, an import."""
    if by is not None and not by.publishes:
        raise refusal("not_allowed", role=by.role)


def _short(text: str, limit: int, code: str) -> str:
    if character := unkeepable(text):
        raise refusal("character_odd", character=character)
    text = " ".join(text.split())
    if len(text) > limit:
        raise refusal(code, length=len(text), limit=limit)
    return text


def changed_words(old: Words, new: Words) -> tuple[str, str]:
    """Return the old words and the new of a change, heading and text apart, with a few words around to find it by.

    Each is at most `WORDS_LIMIT` characters, with an ellipsis where it was cut; both are empty where nothing differs.
    """
    heading = _changed(old.heading.split(), new.heading.split())
    text = _changed(bodies.text_of(old.body).split(), bodies.text_of(new.body).split())
    before, after = (" / ".join(filter(None, side)) for side in zip(heading, text, strict=True))
    return _cut(before), _cut(after)


def _changed(before: list[str], after: list[str]) -> tuple[str, str]:
    """Return the stretch that differs, before and after; empty where nothing does."""
    if before == after:
        return "", ""
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    return _stretch(before, head, len(before) - tail), _stretch(after, head, len(after) - tail)


def _alike(one: list[str], other: list[str]) -> int:
    """Return how many words both begin with."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _stretch(words: list[str], start: int, end: int) -> str:
    start, end = max(0, start - CONTEXT_WORDS), min(len(words), end + CONTEXT_WORDS)
    return ("… " if start else "") + " ".join(words[start:end]) + (" …" if end < len(words) else "")


def _cut(text: str) -> str:
    return text if len(text) <= WORDS_LIMIT else text[: WORDS_LIMIT - 1].rsplit(" ", 1)[0] + "…"


def slug_from(headline: str) -> str:
    """Return an address made of a headline's words, at most 60 characters; `live` where it has no usable letter."""
    plain = headline.lower().replace("’", "").replace("'", "")
    slug = "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-")
    return slug or "live"

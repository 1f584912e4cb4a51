"""The parts of a sentence, each with who speaks in it: what the mayor says, and what the outlet adds itself."""

from typing import NamedTuple

from dateline.facts.extractor.attribution import Attribution
from dateline.facts.extractor.clause_ends import without_tail
from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.outlets import is_media
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.words import words

_OPENS = frozenset(["that", ":", "“", '"', "‘"])
_IN = frozenset("in on at to during from via".split())
_SHORTEST = 3
_LISTENERS = 6


class Part(NamedTuple):
    """The words of one voice in one sentence; without an attribution they are the outlet's own."""

    first: int
    end: int
    source: Attribution | None


def parts_of(page: Page, number: int, sources: list[Attribution]) -> list[Part]:
    """Return the parts of a sentence in order, without overlap, without the claimants' names and their cues."""
    sentence = page.sentences[number]
    if not sources:
        return _trimmed(page, [Part(sentence.first, sentence.end, None)])
    found: list[Part] = []
    left = sentence.first
    for at, one in enumerate(sources):
        if one.cue_at < sentence.first:
            found.append(Part(max(left, one.first), one.end, one))
            left = one.end
            continue
        # A claimant without words of his own ("citing …") still has the cue between his content and the next.
        span = one.span if one.span[1] > one.span[0] else (one.cue_at, one.cue_at + 1)
        first, behind = min(span[0], one.cue_at), max(span[1], one.cue_at + 1)
        if first > left:
            leads = one.form == "claimant.before" and "”" not in page.lows[left:first]
            found.append(Part(left, first, None if leads else one))
        later = [max(left, min(other.span[0] or other.cue_at, other.cue_at)) for other in sources[at + 1 :]]
        own_end = max(behind, one.end) if one.form == "claimant.before" else sentence.end
        stop = min([sentence.end, own_end, *(one_start for one_start in later if one_start >= behind)])
        content = _content(page, behind, stop)
        if content < stop:
            found.append(Part(content, stop, one))
        left = max(left, stop)
    return _trimmed(page, found)


def is_object(page: Page, part: Part) -> bool:
    """Return whether the words behind a cue are no clause: “accused the firm of …”, “vowed to stay”, “blamed rain”."""
    one = part.source
    return one is not None and 0 <= one.cue_at < part.first and page.low(part.first - 1) not in _OPENS


def _content(page: Page, behind: int, stop: int) -> int:
    """“Told reporters in a briefing on Friday that talks …”: the content begins behind “that” or all those."""
    at = behind
    if page.lows[behind - 1] in {"told", "tells", "telling"}:
        at = next((place for place in range(at, min(stop, at + _LISTENERS)) if page.lows[place] in {"that", ":"}), at)
    elif page.lows[behind : behind + 2] in (["reports", "that"], ["claims", "that"], ["fears", "that"]):
        at += 1
    while at < stop:
        low = page.lows[at]
        if low in {"that", ":"}:
            return at + 1
        times = words("statements", "whom and when")
        if low in times or (low == "this" and page.low(at + 1) in times):
            at += 1
            continue
        made_in = _made_in(page, at, stop) if low in _IN else 0
        media = is_media(page, at + (low == "the"), stop)
        if made_in:
            at = made_in
        elif media and at == behind:
            at += (low == "the") + len(media.split())
        else:
            break
    return at


def _made_in(page: Page, at: int, stop: int) -> int:
    """Return the token behind “in a statement”, “on Friday”, “on Telegram”, or nothing for another preposition."""
    for place in range(at + 1, min(stop, at + 5)):
        low = page.lows[place]
        if low in words("statements", "made in") or (place == at + 1 and low in words("statements", "whom and when")):
            return place + 1
        if page.tokens[place].kind is not Kind.WORD:
            break
    return 0


def _without_relay(page: Page, first: int, end: int) -> int:
    """“…, according to a broadcaster”, “…, Reuters reports”: who passes it on is no part of what is said."""
    for at in range(first + _SHORTEST, end - 1):
        if page.lows[at] != ",":
            continue
        media = is_media(page, at + 1, end)
        if page.lows[at + 1] in {"according", "citing"} or (media and at + 3 + len(media.split()) >= end):
            return at
    return end


def _trimmed(page: Page, parts: list[Part]) -> list[Part]:
    kept: list[Part] = []
    for part in sorted(parts):
        first, end = part.first, part.end
        if kept and first < kept[-1].end:
            first = kept[-1].end
        while first < end and (page.tokens[first].kind is Kind.MARK or page.lows[first] in {"that", "and", "but"}):
            first += 1
        end = without_tail(page, first, _without_relay(page, first, end))
        if end - first >= _SHORTEST:
            kept.append(Part(first, end, part.source))
    return kept

"""A heading that says an event or a statement of its body is linked to it, as a figure is (see repeats.py)."""

from dateline.facts.extractor.claim import Repeat, Suggestion
from dateline.facts.extractor.words import words

_SHARE = 0.5
_ALIKE = 4


def link_said_again(claims: list[tuple[Suggestion, bool]]) -> list[Suggestion]:
    """Return the claims once each, in order. The flag says that a claim stands in a heading."""
    body = [one for one, heading in claims if not heading]
    for one in [one for one, heading in claims if heading]:
        at = next((at for at, other in enumerate(body) if _same(one, other)), None)
        if at is None:
            body.append(one)
        else:
            body[at] = body[at]._replace(repeats=(*body[at].repeats, Repeat(one.quote, one.start, one.end)))
    return sorted(body, key=lambda one: (one.start, one.end))


def _same(heading: Suggestion, body: Suggestion) -> bool:
    """Half of the heading's telling words come again; the same verb counts for much, another claimant's for nothing."""
    if heading.claimant and body.claimant and not _telling(heading.claimant) & _telling(body.claimant):
        return False
    said, again = _telling(heading.quote), _telling(f"{body.quote} {body.claimant or ''}")
    if not said:
        return False
    share = len(said & again) / len(said)
    return share > _SHARE or (share > _SHARE / 2 and heading.measure is not None and heading.measure == body.measure)


def _telling(text: str) -> frozenset[str]:
    """The beginnings of the words that are more than grammar: “closes” and “closed” begin alike."""
    idle = words("events", "not a subject") | words("events", "prepositions") | words("events", "auxiliaries")
    plain = "".join(letter if letter.isalnum() else " " for letter in text.lower())
    return frozenset(word[: max(_ALIKE, len(word) - 2)] for word in plain.split() if len(word) > 1 and word not in idle)

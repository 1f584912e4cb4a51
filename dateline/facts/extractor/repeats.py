"""Last step: a heading, teaser or later sentence that says a figure again is linked to it, not counted twice."""

from dateline.facts.extractor.claim import Repeat, Suggestion

_SMALL = 5


def link_repeats(suggestions: list[tuple[Suggestion, bool]]) -> list[Suggestion]:
    """Return the claims once each, in the order of the text. The flag says that a suggestion stands in a heading.

    A heading is kept as a claim of its own only when the body does not say the same.
    """
    kept: list[Suggestion] = []
    body = [one for one, heading in suggestions if not heading]
    headings = [one for one, heading in suggestions if heading]
    for one in body:
        _keep_or_link(kept, one, from_heading=False)
    for one in headings:
        _keep_or_link(kept, one, from_heading=True)
    return sorted(kept, key=lambda one: (one.start, one.end))


def _keep_or_link(kept: list[Suggestion], one: Suggestion, *, from_heading: bool) -> None:
    for at, other in enumerate(kept):
        if _says_the_same(other, one, from_heading=from_heading):
            kept[at] = other._replace(repeats=(*other.repeats, Repeat(one.quote, one.start, one.end)))
            return
    kept.append(one)


def _says_the_same(body: Suggestion, again: Suggestion, *, from_heading: bool) -> bool:
    if body.kind != "figure" or again.kind != "figure" or body.start == again.start:
        return False
    number = body.value if body.value is not None else body.lower
    if number is None or number != (again.value if again.value is not None else again.lower):
        return False
    if body.unit != again.unit and body.unit and again.unit and not from_heading:
        return False
    if from_heading:
        return body.measure == again.measure or body.unit == again.unit
    same_subject = (body.subject or "").lower() == (again.subject or "").lower()
    return (
        body.measure == again.measure
        and body.place == again.place
        and number > _SMALL
        and body.status != "superseded"
        and same_subject
    )

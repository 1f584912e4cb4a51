"""Play the demonstration: an invented story, published entry by entry through the same verbs that a desk uses.

Every step has a fixed request id, so a story that was interrupted goes on where it stopped and tells nothing twice.
"""

import json
import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import connection

from dateline.coverage import actions
from dateline.coverage.actions.bring_in import Incoming, IncomingLiveBlog, bring_in_live_blogs
from dateline.coverage.body.markdown import body_from_markdown
from dateline.coverage.models import Entry, LiveBlog
from dateline.kit import clock
from dateline.kit.refusal import Refusal

logger = logging.getLogger(__name__)

STORY: dict[str, Any] = json.loads((Path(__file__).parent / "storm.json").read_text())
PAUSE_SECONDS = 12.0


@dataclass(slots=True)
class Telling:
    """One round of the story: its live blog, and the entries by their names in the script."""

    blog: LiveBlog
    entries: dict[str, str] = field(default_factory=dict)


def in_background(stop: threading.Event) -> threading.Thread | None:
    """Play the story once, beside a server: begun where there is no live blog yet, else continued if it is unfinished.

    Returns the thread, or None where there is nothing to play. The coverage is left open at the end, to try things on.
    """
    blog = _unfinished()
    if blog is None and LiveBlog.objects.exists():
        return None
    thread = threading.Thread(target=_play_alone, args=(stop,), name="demonstration", daemon=True)
    thread.start()
    return thread


def rounds(*, every: float, rounds: int, stop: threading.Event) -> Iterator[str]:
    """Tell the story again and again (`rounds` times; 0: for ever), yielding each round's slug as it begins.

    Each round is a new live blog; the one before ends and leads on to it. An unfinished one is finished first.
    """
    told = 0
    blog = _unfinished()
    while not stop.is_set() and (not rounds or told < rounds):
        previous, blog = blog, blog if blog and not told else _begin()
        if previous and previous.pk != blog.pk and not previous.ended:
            actions.end_coverage(previous, successor=blog, by=None, request_id=f"demo-end-{previous.pk}")
        yield blog.slug
        tell(blog, every=every, stop=stop)
        told += 1


def tell(blog: LiveBlog, *, every: float, stop: threading.Event) -> None:
    """Play the steps that the live blog has not had yet, `every` seconds apart. A refused step is skipped."""
    telling = Telling(blog, _opening_entries(blog))
    for number, step in enumerate(STORY["steps"]):
        if stop.is_set():
            return
        try:
            outcome = VERBS[step["do"]](telling, step, f"demo-step-{number:02}")
        except Refusal as refusal:
            # Somebody at the desk was there first: ended the coverage, withdrew the entry, pinned it already.
            logger.info("%s: the demonstration skips a step: %s", blog.slug, refusal)
            continue
        if outcome.entry_id and "name" in step:
            telling.entries[step["name"]] = outcome.entry_id
        if not outcome.repeated:
            stop.wait(every)


def _play_alone(stop: threading.Event) -> None:
    try:
        tell(_unfinished() or _begin(), every=PAUSE_SECONDS, stop=stop)
    except Exception:
        logger.exception("The demonstration stopped; the server goes on without it")
    finally:
        connection.close()


def _unfinished() -> LiveBlog | None:
    slug = STORY["story"]["slug"]
    blog = (
        LiveBlog.objects.filter(story__slug=slug, ended=None, slug__startswith=STORY["slug"])
        .order_by("-started")
        .first()
    )
    return blog if blog and blog.last_position < _all_entries() else None


def _all_entries() -> int:
    published = [step for step in STORY["steps"] if step["do"] == "publish"]
    return len(STORY["opening"]) + len(published)


def _begin() -> LiveBlog:
    now = clock.now()
    taken = LiveBlog.objects.filter(slug__startswith=STORY["slug"]).count()
    opening = [
        Incoming(
            heading=entry["heading"],
            byline=entry["byline"],
            body=body_from_markdown(entry["body"]),
            published=now - timedelta(minutes=entry["minutes_ago"]),
            key=entry.get("key", False),
        )
        for entry in STORY["opening"]
    ]
    [blog] = bring_in_live_blogs(
        [
            IncomingLiveBlog(
                headline=STORY["headline"],
                entries=opening,
                standfirst=STORY["standfirst"],
                slug=f"{STORY['slug']}-{taken + 1}" if taken else STORY["slug"],
                story=STORY["story"]["title"],
            )
        ]
    )
    return blog


def _opening_entries(blog: LiveBlog) -> dict[str, str]:
    ids = blog.entries.order_by("position").values_list("id", flat=True)
    return {entry["name"]: entry_id for entry, entry_id in zip(STORY["opening"], ids, strict=False)}


def _publish(telling: Telling, step: dict[str, Any], request_id: str) -> actions.Outcome:
    return actions.publish_entry(
        telling.blog,
        heading=step["heading"],
        body=body_from_markdown(step["body"]),
        byline=step["byline"],
        key=step.get("key", False),
        by=None,
        request_id=request_id,
    )


def _revise(telling: Telling, step: dict[str, Any], request_id: str) -> actions.Outcome:
    entry = _entry(telling, step)
    return actions.revise_entry(
        entry,
        heading=step["heading"],
        body=body_from_markdown(step["body"]),
        byline=step["byline"],
        base_version=entry.version,
        by=None,
        request_id=request_id,
    )


def _correct(telling: Telling, step: dict[str, Any], request_id: str) -> actions.Outcome:
    entry = _entry(telling, step)
    return actions.correct_entry(
        entry,
        heading=step["heading"],
        body=body_from_markdown(step["body"]),
        byline=step["byline"],
        base_version=entry.version,
        reason=step["reason"],
        by=None,
        request_id=request_id,
    )


def _withdraw(telling: Telling, step: dict[str, Any], request_id: str) -> actions.Outcome:
    return actions.withdraw_entry(_entry(telling, step), reason=step["reason"], by=None, request_id=request_id)


def _pin(telling: Telling, step: dict[str, Any], request_id: str) -> actions.Outcome:
    return actions.pin_entry(_entry(telling, step), by=None, request_id=request_id)


def _unpin(telling: Telling, step: dict[str, Any], request_id: str) -> actions.Outcome:
    return actions.unpin_entry(_entry(telling, step), by=None, request_id=request_id)


def _headline(telling: Telling, step: dict[str, Any], request_id: str) -> actions.Outcome:
    return actions.change_headline(
        telling.blog, headline=step["headline"], standfirst=step["standfirst"], by=None, request_id=request_id
    )


def _entry(telling: Telling, step: dict[str, Any]) -> Entry:
    return Entry.objects.select_related("live_blog").get(pk=telling.entries[step["name"]])


VERBS: dict[str, Callable[[Telling, dict[str, Any], str], actions.Outcome]] = {
    "publish": _publish,
    "revise": _revise,
    "correct": _correct,
    "withdraw": _withdraw,
    "pin": _pin,
    "unpin": _unpin,
    "headline": _headline,
}

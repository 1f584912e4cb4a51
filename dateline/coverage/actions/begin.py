"""Begin a live blog, with its story and its log."""

from datetime import datetime

from django.db import IntegrityError, transaction

from dateline.accounts.models import Staff
from dateline.coverage import body as bodies
from dateline.coverage import rules
from dateline.coverage.models import LiveBlog, Story
from dateline.coverage.refusals import refusal
from dateline.kit import clock
from dateline.stream.log import open_log


def begin_live_blog(
    *,
    headline: str,
    standfirst: str = "",
    introduction: object = None,
    slug: str = "",
    story: str = "",
    by: Staff | None = None,
    started: datetime | None = None,
) -> LiveBlog:
    """Begin a live blog and return it.

    `introduction` is a body that stands above the entries. Without a slug one is made of the headline, numbered where
    that one is taken. `story` is a running story's slug or title, begun where it is not there; left out, the live blog
    begins its own. Refuses `slug_odd`, `slug_taken`, `headline_missing`, `headline_too_long`, `standfirst_too_long`,
    `not_allowed`.
    """
    with transaction.atomic(durable=True):
        return insert_live_blog(
            headline=headline,
            standfirst=standfirst,
            introduction=introduction,
            slug=slug,
            story=story,
            by=by,
            started=started,
        )


def insert_live_blog(
    *,
    headline: str,
    standfirst: str,
    introduction: object,
    slug: str,
    story: str,
    by: Staff | None,
    started: datetime | None,
) -> LiveBlog:
    """The same, inside the transaction of a larger verb."""
    rules.check_may_publish(by)
    headline, standfirst = rules.check_headline(headline, standfirst)
    address = rules.check_slug(slug) if slug else _free_slug(rules.slug_from(headline))
    opening = bodies.checked(introduction) if introduction else {}
    started = started or clock.now()
    try:
        with transaction.atomic():
            return LiveBlog.objects.create(
                story=_story(story or headline, started=started),
                log=open_log(f"live/{address}"),
                slug=address,
                headline=headline,
                standfirst=standfirst,
                introduction=opening,
                started=started,
                changed=clock.now(),
            )
    except IntegrityError as error:
        raise refusal("slug_taken", slug=address) from error


def _story(name: str, *, started: datetime) -> Story:
    """Return the story of this slug or title, begun if it is not there."""
    title = name.replace("-", " ").capitalize() if rules.SLUG.fullmatch(name) else " ".join(name.split())
    story, _ = Story.objects.get_or_create(
        slug=rules.slug_from(name), defaults={"title": title[: rules.HEADLINE_LIMIT], "started": started}
    )
    return story


def _free_slug(wanted: str) -> str:
    taken = set(LiveBlog.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"

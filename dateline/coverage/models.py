"""The tables of coverage. Only `actions` writes them."""

from django.conf import settings
from django.db import models

from dateline.kit.tokens import public_id
from dateline.stream.models import Log


class Story(models.Model):
    """A running story: spans days and many live blogs."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    started = models.DateTimeField()

    def __str__(self) -> str:
        return self.title


class LiveBlog(models.Model):
    """One live page of a story (schema.org `LiveBlogPosting`). Every change of it is a message on its log."""

    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="live_blogs")
    log = models.OneToOneField(Log, on_delete=models.PROTECT, related_name="live_blog")
    slug = models.SlugField(max_length=80, unique=True)
    headline = models.CharField(max_length=200)
    standfirst = models.CharField(max_length=500, blank=True)
    introduction = models.JSONField(default=dict, blank=True)
    """What stands above the entries, as a body; `{}` where there is nothing."""
    contributors = models.JSONField(default=list)
    """Bylines in the order of their first entry. Kept here, so publishing costs the same at entry 10,000."""
    last_position = models.PositiveBigIntegerField(default=0)
    pinned = models.ForeignKey("Entry", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    started = models.DateTimeField()
    changed = models.DateTimeField()
    ended = models.DateTimeField(null=True, blank=True)
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return self.slug

    @property
    def url(self) -> str:
        return f"/live/{self.slug}"


class Entry(models.Model):
    """One update on a live blog, from its publication on: how it stands now. What it said is in its versions."""

    id = models.CharField(primary_key=True, max_length=16, default=public_id)
    live_blog = models.ForeignKey(LiveBlog, on_delete=models.PROTECT, related_name="entries")
    position = models.PositiveBigIntegerField()
    """Its place on the page, 1 for the first; newest first means descending."""
    version = models.PositiveIntegerField(default=1)
    heading = models.CharField(max_length=200, blank=True)
    byline = models.CharField(max_length=120, blank=True)
    published = models.DateTimeField()
    published_day_only = models.BooleanField(default=False)
    """Whether only the day of `published` is known, as in a capture without clock times."""
    updated = models.DateTimeField(null=True, blank=True)
    key = models.BooleanField(default=False)
    withdrawn = models.DateTimeField(null=True, blank=True)
    withdrawal_reason = models.CharField(max_length=500, blank=True)
    html = models.TextField()
    """The finished `<article>`, rendered once by the verb that changed the entry."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["live_blog", "position"], name="entry_position_once"),
        ]
        indexes = [
            models.Index(fields=["live_blog", "byline"], name="entry_contributors"),
            models.Index(fields=["live_blog", "-position"], condition=models.Q(key=True), name="entry_key_events"),
            # Whether the coverage began with a day alone is asked for each page that is made.
            models.Index(
                fields=["live_blog", "published"], condition=models.Q(published_day_only=True), name="entry_days_alone"
            ),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def url(self) -> str:
        return f"/live/{self.live_blog.slug}/entry/{self.id}"


class EntryVersion(models.Model):
    """An immutable state of an entry's words."""

    class Act(models.TextChoices):
        PUBLISHED = "published"
        REVISED = "revised"
        CORRECTED = "corrected"

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=10, choices=Act.choices)
    heading = models.CharField(max_length=200, blank=True)
    byline = models.CharField(max_length=120, blank=True)
    body = models.JSONField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    old_words = models.CharField(max_length=1000, blank=True)
    new_words = models.CharField(max_length=1000, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="version_number_once"),
        ]


class Draft(models.Model):
    """Words that readers do not see yet: a new entry in the making, or changes to a published one."""

    id = models.CharField(primary_key=True, max_length=16)
    live_blog = models.ForeignKey(LiveBlog, on_delete=models.CASCADE, related_name="drafts")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, null=True, blank=True, related_name="drafts")
    base_version = models.PositiveIntegerField(null=True, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    heading = models.TextField(blank=True)
    byline = models.TextField(blank=True)
    body = models.JSONField()
    revision = models.PositiveIntegerField(default=1)
    saved = models.DateTimeField()
    submitted = models.DateTimeField(null=True, blank=True)


class DoneRequest(models.Model):
    """A request that was carried out, so that the same one sent twice does its work once."""

    live_blog = models.ForeignKey(LiveBlog, on_delete=models.CASCADE, related_name="+")
    request_id = models.CharField(max_length=64)
    verb = models.CharField(max_length=20)
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, null=True, related_name="+")
    version = models.PositiveIntegerField(null=True)
    n = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["live_blog", "request_id"], name="request_once"),
        ]

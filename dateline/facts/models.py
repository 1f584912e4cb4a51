"""The tables of the record. Only `actions` writes them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from dateline.coverage.models import Entry, EntryVersion, Story
from dateline.kit.tokens import public_id


class Kind(models.TextChoices):
    FIGURE = "figure"
    EVENT = "event"
    STATEMENT = "statement"
    DENIAL = "denial"
    OMISSION = "omission"


class Basis(models.TextChoices):
    TOTAL = "total"
    INCREMENT = "increment"
    PERIOD = "period"
    RATE = "rate"
    SHARE = "share"
    CHANGE = "change"


class Status(models.TextChoices):
    REPORTED = "reported"
    CLAIMED = "claimed"
    UNVERIFIED = "unverified"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    DENIED = "denied"
    CORRECTED = "corrected"
    SUPERSEDED = "superseded"
    RETRACTED = "retracted"


class Bond(models.TextChoices):
    """What one claim is to another, read from the claim to its target: the denial *denies* the figure."""

    REPEATS = "repeats"
    PART_OF = "part_of"
    CONFIRMS = "confirms"
    DISPUTES = "disputes"
    DENIES = "denies"
    CORRECTS = "corrects"
    SUPERSEDES = "supersedes"


class Review(models.TextChoices):
    """Why a person has to look at a claim again."""

    QUOTE_GONE = "quote_gone"
    QUOTE_TWICE = "quote_twice"
    ENTRY_WITHDRAWN = "entry_withdrawn"


class PlacePrecision(models.TextChoices):
    SITE = "site"
    SETTLEMENT = "settlement"
    REGION = "region"
    COUNTRY = "country"
    RELATIVE = "relative"
    """Not the place itself: `place_offset` says where from there, as "15 km east"."""


class TimePrecision(models.TextChoices):
    MINUTE = "minute"
    HOUR = "hour"
    PART_OF_DAY = "part_of_day"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Side(models.Model):
    """A party of a story, as the desk names it: "Ukraine", "the union", "third party"."""

    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="sides")
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["story", "name"], name="side_once")]

    def __str__(self) -> str:
        return self.name


class Claimant(models.Model):
    """Who says something in a story, by one name. Another name of the same one is a row that points at the first."""

    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="claimants")
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=200, blank=True)
    side = models.ForeignKey(Side, on_delete=models.PROTECT, null=True, related_name="claimants")
    same_as = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="other_names")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["story", "name"], name="claimant_once"),
            models.CheckConstraint(
                condition=Q(same_as=None) | ~Q(same_as=F("pk")), name="claimant_not_another_name_of_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Place(models.Model):
    """A place of a story: the gazetteer's, or one that it does not know, by its name alone."""

    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="places")
    name = models.CharField(max_length=200)
    gazetteer_id = models.BigIntegerField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["story", "gazetteer_id"], name="place_once"),
            models.UniqueConstraint(
                fields=["story", "name"], condition=Q(gazetteer_id=None), name="place_without_gazetteer_once"
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__isnull=False, longitude__isnull=False)
                & Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="place_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Claim(models.Model):
    """What an entry says that somebody could check: a span of one version, and what it means.

    All of it is written once, but for the last part, which says how the claim stands now.
    """

    id = models.CharField(primary_key=True, max_length=16, default=public_id)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="claims")
    version = models.ForeignKey(EntryVersion, on_delete=models.PROTECT, related_name="claims")
    quote = models.TextField()
    start = models.PositiveIntegerField()
    """Where the quote begins in `rules.text_of` of the version, in characters; `end` is behind its last."""
    end = models.PositiveIntegerField()

    kind = models.CharField(max_length=10, choices=Kind.choices)
    subject = models.CharField(max_length=200, blank=True)
    measure = models.CharField(max_length=80, blank=True)
    value = models.DecimalField(max_digits=19, decimal_places=4, null=True)
    lower = models.DecimalField(max_digits=19, decimal_places=4, null=True)
    upper = models.DecimalField(max_digits=19, decimal_places=4, null=True)
    unit = models.CharField(max_length=40, blank=True)
    qualifier = models.CharField(max_length=80, blank=True)
    basis = models.CharField(max_length=10, choices=Basis.choices, blank=True)
    of = models.DecimalField(max_digits=19, decimal_places=4, null=True)
    """The number that this one is a part of, as the entry says it: 64 in "41 of 64"."""
    up_from = models.DecimalField(max_digits=19, decimal_places=4, null=True)
    """The number that this one takes the place of, as the entry says it: 38 in "up from 38"."""

    claimant = models.ForeignKey(Claimant, on_delete=models.PROTECT, null=True, related_name="claims")
    """Nobody where the outlet speaks in its own voice."""
    role = models.CharField(max_length=200, blank=True)
    side = models.ForeignKey(Side, on_delete=models.PROTECT, null=True, related_name="claims")
    cue = models.CharField(max_length=80, blank=True)
    via = models.CharField(max_length=200, blank=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="claims")
    place_precision = models.CharField(max_length=10, choices=PlacePrecision.choices, blank=True)
    place_offset = models.CharField(max_length=80, blank=True)
    event_start = models.DateTimeField(null=True)
    event_end = models.DateTimeField(null=True)
    event_precision = models.CharField(max_length=11, choices=TimePrecision.choices, blank=True)
    claimed_at = models.DateTimeField(null=True)
    claimed_precision = models.CharField(max_length=11, choices=TimePrecision.choices, blank=True)
    rule = models.CharField(max_length=300, blank=True)
    """What of the extractor suggested it; empty where a person wrote it."""
    confidence = models.FloatField(null=True)
    changed = models.CharField(max_length=300, blank=True)
    """The fields that a person gave another value than was suggested, by name; empty where it was taken as it was."""

    status = models.CharField(max_length=10, choices=Status.choices)
    review = models.CharField(max_length=15, choices=Review.choices, blank=True)
    """Why somebody has to look at it again; empty where nobody has to."""
    seen_version = models.PositiveIntegerField()
    """The last version of the entry that the claim was compared with."""
    present_start = models.PositiveIntegerField(null=True)
    """Where it stands in that version; nowhere while it waits for review."""
    present_end = models.PositiveIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["entry", "status"], name="claim_of_entry")]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="claim_quotes_something"),
            models.CheckConstraint(
                condition=Q(kind="figure") & (Q(value__isnull=False) | Q(lower__isnull=False) | Q(upper__isnull=False))
                | ~Q(kind="figure") & Q(value=None, lower=None, upper=None, of=None, up_from=None),
                name="claim_has_a_number_as_figure_only",
            ),
            models.CheckConstraint(
                condition=Q(lower=None) | Q(upper=None) | Q(lower__lte=F("upper")), name="claim_bounds_in_order"
            ),
            models.CheckConstraint(
                condition=Q(value=None)
                | (Q(lower=None) | Q(lower__lte=F("value"))) & (Q(upper=None) | Q(upper__gte=F("value"))),
                name="claim_value_within_bounds",
            ),
            models.CheckConstraint(
                condition=Q(event_start=None, event_end=None, event_precision="")
                | Q(event_start__isnull=False, event_end__isnull=False, event_start__lte=F("event_end"))
                & ~Q(event_precision=""),
                name="claim_event_time_whole",
            ),
            models.CheckConstraint(
                condition=Q(claimed_at=None, claimed_precision="")
                | Q(claimed_at__isnull=False) & ~Q(claimed_precision=""),
                name="claim_claimed_at_whole",
            ),
            models.CheckConstraint(
                condition=Q(place=None, place_precision="", place_offset="")
                | Q(place__isnull=False, place_precision="relative") & ~Q(place_offset="")
                | Q(place__isnull=False, place_offset="") & ~Q(place_precision="") & ~Q(place_precision="relative"),
                name="claim_place_whole",
            ),
            models.CheckConstraint(
                condition=Q(review="", present_start__isnull=False, present_end__isnull=False)
                & Q(present_end__gt=F("present_start"))
                | ~Q(review="") & Q(present_start=None, present_end=None),
                name="claim_stands_or_waits_for_review",
            ),
            models.CheckConstraint(
                condition=Q(confidence=None) | Q(confidence__gte=0, confidence__lte=1), name="claim_confidence"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.id}: {self.quote[:60]}"


class HistoryLine(models.Model):
    """One line of a claim's history: who, when, why, from which status to which. Written once.

    The first has no `before`; a line that only marks or clears a review has the same status twice.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="history")
    number = models.PositiveIntegerField()
    before = models.CharField(max_length=10, choices=Status.choices, blank=True)
    after = models.CharField(max_length=10, choices=Status.choices)
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    request_id = models.CharField(max_length=64, blank=True)
    """Empty where the program itself saw that the entry had changed."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["claim", "number"], name="history_number_once")]
        indexes = [models.Index(fields=["request_id"], name="history_request")]

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.before or 'new'} to {self.after}"


class Relation(models.Model):
    """What one claim is to another of the same story. Written once."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="relations")
    bond = models.CharField(max_length=10, choices=Bond.choices)
    target = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="related")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "bond", "target"], name="relation_once"),
            models.CheckConstraint(condition=~Q(claim=F("target")), name="relation_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.bond} {self.target_id}"


class RefusedSuggestion(models.Model):
    """What the extractor suggested of an entry version, and a person said is no claim. Readers are told nothing."""

    version = models.ForeignKey(EntryVersion, on_delete=models.PROTECT, related_name="refused_suggestions")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    number = models.CharField(max_length=80, blank=True)
    """Tells two figures of the same words apart, as in "41 of 64 drones": value, lower and upper with slashes."""
    rule = models.CharField(max_length=300)
    confidence = models.FloatField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "start", "end", "kind", "number"], name="suggestion_refused_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number} of {self.version}"

"""Put a claim on the record: what a person took from a suggestion, or wrote down."""

from dateline.accounts.models import Staff
from dateline.coverage.models import Entry, EntryVersion, LiveBlog, Story
from dateline.facts import events, queries, rules
from dateline.facts.actions.bind import bind
from dateline.facts.actions.carry import Act, Outcome, carry_out, locked, write_line
from dateline.facts.models import Bond, Claim, Claimant, Place, Side
from dateline.facts.refusals import refusal


def record_claim(
    version: EntryVersion,
    claim: rules.NewClaim,
    *,
    by: Staff | None,
    request_id: str,
    repeats: Claim | None = None,
    part_of: Claim | None = None,
) -> Outcome:
    """Put a claim of the entry's present version on the record, before readers.

    `repeats` is the claim that this one only says again, as a heading does; `part_of` the whole that it is a part of.
    Refuses `stale_version`, `withdrawn`, and what `rules.check_claim`, `check_repeats` and `check_part_of` refuse.
    """
    rules.check_may_keep_record(by)
    checked = rules.check_claim(claim, rules.text_of(version.heading, version.body))
    act = Act(by, request_id)

    def change(blog: LiveBlog) -> events.ClaimRecorded:
        found = {target.pk: target for target in locked(repeats, part_of)}
        made = write_claim(blog, version, checked, act, reason="")
        if repeats is not None:
            bind(made, Bond.REPEATS, found[repeats.pk], act)
        if part_of is not None:
            bind(made, Bond.PART_OF, found[part_of.pk], act)
        return events.ClaimRecorded(queries.told([made])[0])

    return carry_out(version.entry.live_blog, "record_claim", act, change)


def write_claim(blog: LiveBlog, version: EntryVersion, new: rules.NewClaim, act: Act, *, reason: str) -> Claim:
    """Write a checked claim and the first line of its history, on a locked live blog."""
    entry = Entry.objects.select_related("live_blog").get(pk=version.entry_id)
    if entry.withdrawn:
        raise refusal("withdrawn")
    if entry.version != version.number:
        raise refusal("stale_version", version=entry.version)
    side = _side(blog.story, new.side)
    claimant = _claimant(blog.story, new, side)
    where = new.place
    claim = Claim.objects.create(
        entry=entry,
        version=version,
        quote=new.quote,
        start=new.start,
        end=new.end,
        kind=new.kind,
        subject=new.subject,
        measure=new.measure,
        value=new.value,
        lower=new.lower,
        upper=new.upper,
        unit=new.unit,
        qualifier=new.qualifier,
        basis=new.basis,
        of=new.of,
        up_from=new.up_from,
        claimant=claimant,
        role=new.role or (claimant.role if claimant else ""),
        side=side or (claimant.side if claimant else None),
        cue=new.cue,
        via=new.via,
        place=_place(blog.story, where) if where else None,
        place_precision=where.precision if where else "",
        place_offset=where.offset if where else "",
        event_start=new.event_start,
        event_end=new.event_end,
        event_precision=new.event_precision,
        claimed_at=new.claimed_at,
        claimed_precision=new.claimed_precision,
        rule=new.rule,
        confidence=new.confidence,
        changed=new.changed,
        status=new.status,
        seen_version=version.number,
        present_start=new.start,
        present_end=new.end,
    )
    write_line(claim, "", act, reason=reason)
    return claim


def _side(story: Story, name: str) -> Side | None:
    if not name:
        return None
    # Two live blogs of a story may name the same one at once: `get_or_create` then finds the other's.
    return story.sides.filter(name__iexact=name).first() or story.sides.get_or_create(name=name)[0]


def _claimant(story: Story, new: rules.NewClaim, side: Side | None) -> Claimant | None:
    if not new.claimant:
        return None
    found = story.claimants.filter(name__iexact=new.claimant).first()
    if found is None:
        found, _ = story.claimants.get_or_create(name=new.claimant, defaults={"role": new.role, "side": side})
    return found


def _place(story: Story, where: rules.Where) -> Place:
    key = (
        {"gazetteer_id": where.gazetteer_id}
        if where.gazetteer_id is not None
        else {"gazetteer_id": None, "name": where.name}
    )
    degrees = {"name": where.name, "latitude": where.latitude, "longitude": where.longitude}
    return story.places.get_or_create(**key, defaults=degrees)[0]

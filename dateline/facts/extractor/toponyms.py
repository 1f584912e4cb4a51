"""The places that a text names: what the gazetteer knows, and what the text itself calls a town or a site."""

from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.known_places import (
    ATTACKS,
    DIRECTIONS,
    PREPOSITIONS,
    SHARES,
    STRONG,
    before_noun,
    called_after,
    is_never,
    is_region_word,
    known_place,
    may_name_a_region,
    of_an_adjective,
    region,
    weight_of,
)
from dateline.facts.extractor.mentions import Atlas, Mention, Setting, with_home
from dateline.facts.extractor.nouns import known_nouns
from dateline.facts.extractor.outlets import is_in_media
from dateline.facts.extractor.place_signs import (
    OWNS,
    begins,
    continues_with_capital,
    is_before_a_body,
    is_counted,
    is_dateline,
    is_struck,
    name_run,
)
from dateline.facts.extractor.sites import (
    FIRES,
    bears_an_event,
    site,
    site_in_lower_case,
    town_in_lower_case,
    unheard_town,
)
from dateline.facts.extractor.small_letters import SHORTEST, WORDS, named_alone
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.words import words
from dateline.facts.gazetteer.lookup import Found, Place

_LONGEST = 5
_SMALL_LOWER_CASE = 1500
_ROLES = words("roles", "persons") | words("roles", "bodies")
_SAID = frozenset("said says told added".split())
_SHARED = frozenset("regions oblasts provinces counties states districts".split())
_LARGE = 400_000
_NEVER = words("grammar", "never a place")
_MIDDLING = 50_000
_SHORT_NAME = 2
_IN_PASSING = 0.6
_SITES = frozenset("airport hospital university stadium station bridge prison square park airbase base plant".split())
_ADDRESSED = frozenset("accused told urged blamed accuses warned".split())
_NEARBY = frozenset("nearby neighbouring neighboring downtown occupied war-torn mainland".split())
_LOCAL_BODIES = frozenset("police mayor hospital council fire".split())
_LINKS = frozenset("- of the de la le del al el upon on and & ’s".split())
_DENIED = words("cues", "denies") | _ADDRESSED
_PAST = DIRECTIONS | _NEARBY
_LEADS_BY_OF = ATTACKS | DIRECTIONS | {"outskirts"} | words("grammar", "of a place")
_COMPASS = DIRECTIONS | {"outskirts"}
_REACHES = words("grammar", "verbs that lead to a place")


def countries_of(page: Page, atlas: Atlas, *, cased: bool) -> tuple[str, ...]:
    """The countries of the story, the most often named first: they decide which of two towns is meant."""
    counts: dict[str, int] = {}
    for at, token in enumerate(page.tokens):
        if token.kind is not Kind.WORD or (cased and not token.text[0].isupper()):
            continue
        code = atlas.country_of_adjective(token.low) or (
            atlas.country_of_adjective(f"{token.low} {page.low(at + 1)}")
            if token.low in {"north", "south", "new", "saudi", "sri", "costa"}
            else None
        )
        if code is None and (cased or len(token.low) > 3) and not (cased and _is_after_a_name(page, at)):
            named = atlas.named(token.text) if atlas.is_country_or_region(token.text) else ()
            if not cased and token.low in known_nouns():
                continue
            code = (
                named[0].country
                if named and named[0].kind in {"country", "region"} and not (token.low == "us" and token.text != "US")
                else None
            )
        if code:
            counts[code] = counts.get(code, 0) + 1
    return tuple(sorted(counts, key=lambda code: -counts[code])[:6])


def states_of(page: Page, atlas: Atlas) -> list[Place]:
    """The US states that a text names, the most often named last: its towns are looked for there first."""
    counts: dict[str, int] = {}
    for token in page.tokens:
        if token.kind is Kind.WORD and token.text[0].isupper() and atlas.is_country_or_region(token.text):
            counts[token.text] = counts.get(token.text, 0) + 1
    named = [atlas.named(name)[0] for name in sorted(counts, key=lambda name: counts[name])]
    return [place for place in named if place.kind == "region" and place.admin1]


def mention_at(page: Page, atlas: Atlas, setting: Setting, at: int) -> Mention | None:
    """Return the place that is named from this token on, the longest name that is known."""
    before, direction = _before(page, at)
    if not page.cased and (unheard := site_in_lower_case(page, atlas, setting, at)):
        return unheard
    the = before == "the" and page.low(at - 2) in PREPOSITIONS
    if is_in_media(page, at):
        return None
    if not page.cased and before not in PREPOSITIONS | _REACHES and not the:
        return named_alone(page, atlas, setting, at, before)
    if before in _DENIED:
        return None
    state = _shortened_state(page, atlas, at, before)
    if state:
        return state
    named_as = before == "of" and (page.low(at - 2) in atlas.settlement_words or page.low(at - 2) in atlas.region_words)
    known, is_a_name = _in_gazetteer(page, atlas, setting, at, before, direction, named_as=named_as)
    if known or is_a_name:
        return known
    if not page.cased:
        return town_in_lower_case(page, atlas, setting, at) or of_an_adjective(page, atlas, at)
    return _unknown_place(page, atlas, setting, at, named_as=named_as)


def _shortened_state(page: Page, atlas: Atlas, at: int, before: str) -> Mention | None:
    """“Tolva, Fla.”, with its full stop."""
    state = atlas.state_of_abbreviation(page.lows[at])
    stop = page.low(at + 1) == "." and page.tokens[at + 1].glued
    if not state or not (before == "," or before in PREPOSITIONS) or not (stop or "." in page.lows[at]):
        return None
    return Mention(atlas.shown(state, state.name), at, at + 1 + stop, 1.0, "region", state.country, ambiguous=False)


def _in_gazetteer(
    page: Page, atlas: Atlas, setting: Setting, at: int, before: str, direction: str, *, named_as: bool
) -> tuple[Mention | None, bool]:
    """Return the place of the longest name that is known, and whether the words are a name of something else."""
    run = _name_run(page, atlas, at)
    for length in range(min(_LONGEST, run), 0, -1):
        end = at + length
        name = page.words(at, end)
        if page.lows[end - 1] in _LINKS or (length == 1 and is_never(page, atlas, at)):
            continue
        found = atlas.find(name, countries=setting.countries, near=setting.near)
        if is_region_word(page, atlas, end):
            if _is_after_a_name(page, at) or _is_of_a_body(page, end):
                continue
            if found or (page.cased and may_name_a_region(page, atlas, at, end)):
                return _region(page, atlas, setting, at, end, found, before), True
        if not found or (length > 1 and page.lows[at] == "the" and found.place.population < _LARGE and not page.cased):
            # Without capitals "the village" is no town of that name.
            continue
        if found.place.kind == "region" and _is_after_a_name(page, at):
            # "Sierra Nevada", "Manchester Victoria".
            return None, True
        if found.place.kind == "town" and not named_as and not _trusted(page, setting, at, end, found.place, before):
            if length == run and length > 1:
                return None, True
            continue
        led = page.low(at - 2) if before == "the" and page.low(at - 2) in PREPOSITIONS else before
        weight = weight_of(page, at, end, led, named_as=named_as)
        return known_place(page, atlas, at, end, found, weight, direction), True
    return None, False


def _name_run(page: Page, atlas: Atlas, at: int) -> int:
    run = name_run(page, at, cased=page.cased)
    if page.cased and page.low(at + run) == "of" and atlas.named(page.words(at, min(at + run + 2, len(page.tokens)))):
        # "The Isle of Wight".
        return run + 2
    return run


def _is_of_a_body(page: Page, end: int) -> bool:
    """“The Assam State Planning Authority” is no region of the name “Assam State”."""
    state, behind = page.tokens[end], page.tokens[end + 1 : end + 2]
    return state.text == "State" and bool(behind) and behind[0].text[0].isupper()


def _region(
    page: Page, atlas: Atlas, setting: Setting, at: int, end: int, found: Found | None, before: str
) -> Mention | None:
    if found and found.place.kind != "town" and page.low(end) in _SHARED:
        # "Ohio counties" are in Ohio, and none is called so.
        return known_place(page, atlas, at, end, found, _IN_PASSING, "")
    return region(page, atlas, at, end, found, setting, before=before)


def _unknown_place(page: Page, atlas: Atlas, setting: Setting, at: int, *, named_as: bool) -> Mention | None:
    """A town that the text calls one, a site by its last word, or the country of an adjective."""
    if named_as:
        end = at + max(1, name_run(page, at, cased=True))
        kind = page.low(at - 2) if page.low(at - 2) in atlas.region_words else ""
        name = with_home(setting, called_after(page, at, end, kind))
        return Mention(name, at, end, 0.9, "town", setting.home[0], ambiguous=True)
    run = name_run(page, at, cased=True)
    found = site(page, atlas, setting, at, run) or of_an_adjective(page, atlas, at)
    return found or unheard_town(page, atlas, setting, at, run)


def _is_after_a_name(page: Page, at: int) -> bool:
    if not page.cased or begins(page, at) or begins(page, at - 1) or page.sentences[page.sentence_of[at]].heading:
        return False
    one = page.tokens[at - 1]
    return one.kind is Kind.WORD and one.text[0].isupper() and one.low not in PREPOSITIONS | DIRECTIONS


def _before(page: Page, at: int) -> tuple[str, str]:
    """Return the word in front of a name, past “nearby” and “south-west”, and the direction if there is one."""
    place, direction = at - 1, ""
    while place >= 0 and at - place < 6 and (page.lows[place] in _PAST or _links_directions(page, place)):
        direction = page.words(place, at).lower() if page.lows[place] in DIRECTIONS else direction
        place -= 1
    if page.low(place) == "the" and place < at - 1:
        place -= 1
    return (page.lows[place] if place >= 0 else ""), direction


def _links_directions(page: Page, at: int) -> bool:
    """“South-east”, “east and south”."""
    return page.lows[at] in {"-", "and"} and page.low(at - 1) in DIRECTIONS and page.low(at + 1) in DIRECTIONS


def _trusted(page: Page, setting: Setting, at: int, end: int, place: Place, before: str) -> bool:
    """Return whether a town's name stands like a place: nearly every surname is a town somewhere."""
    if len(page.words(at, end)) <= _SHORT_NAME and place.country not in setting.countries:
        # "Rs 500" is no town, though one has the name.
        return False
    if not page.cased:
        name = page.words(at, end)
        common = page.lows[at] in known_nouns() or page.lows[at] in _ROLES or name in WORDS or len(name) < SHORTEST
        known = place.country in setting.countries or (place.main and place.population > _SMALL_LOWER_CASE)
        large = known and place.population > _MIDDLING
        noun = before_noun(page, at)
        attacked = before in {"on", "of"} and noun in _LEADS_BY_OF
        a_site = before == "the" and page.low(at - 2) in PREPOSITIONS and page.low(end) in {"mine", "bridge", "river"}
        bears = bears_an_event(page, end) and place.main
        sure = (before in STRONG or attacked or a_site or bears) and known
        shared = before == "the" and page.low(end) == "and" and page.low(end + 2) in _SHARED and known
        likely = sure or shared or (before in _REACHES | {"of", "from", "to", "through", "and", ","} and large)
        return likely and not common and len(name) >= SHORTEST
    if _is_part_of_a_name(page, setting, at, end, place, before):
        return False
    leads = before in STRONG | _REACHES | {"from", "and", ",", "to", "through"} or (
        before == "the" and page.low(at - 2) in STRONG
    )
    of_a_place = before == "of" and before_noun(page, at) in words("grammar", "of a place")
    of_an_office = before == "the" and page.low(at - 2) == "of" and is_before_a_body(page, end)
    of_an_office = of_an_office or (begins(page, at) and page.low(end) in _LOCAL_BODIES)
    of_an_office = of_an_office or (page.low(end) == ":" and is_counted(page, end + 1))
    dateline = begins(page, at) and (is_dateline(page, end) or page.low(end) == ":")
    near = before == "of" and before_noun(page, at) in _COMPASS | SHARES
    # Few know that a town once had another name; a fire of that name is named after something else.
    bears = bears_an_event(page, end) and (place.main or place.population > _LARGE)
    bears = bears and not (page.low(end) in FIRES and place.population < _MIDDLING)
    if (of_a_place or of_an_office or dateline or is_struck(page, at, before) or bears) and (
        place.country in setting.countries or place.population > _MIDDLING
    ):
        return True
    if leads or near or (before in {"on", "of"} and before_noun(page, at) in ATTACKS):
        return near or before in STRONG or place.country in setting.countries or place.population > _MIDDLING
    if page.low(end) in OWNS:
        return place.population > 2 * _MIDDLING and place.main
    return place.population > _LARGE and place.main


def _is_part_of_a_name(page: Page, setting: Setting, at: int, end: int, place: Place, before: str) -> bool:
    if end - at == 1 and page.lows[at] in setting.known.by_last and place.population < _LARGE:
        return True
    if page.low(at - 1).rstrip(".") in words("roles", "titles") or (
        before not in STRONG | {"of"} and page.low(end) in _SAID
    ):
        return True
    if continues_with_capital(page, at, end) and page.low(end) not in _SITES:
        return True
    capital_before = at > 0 and continues_with_capital(page, at - 1, at)
    first = page.tokens[at - 1].text[:1].isupper() and page.tokens[at - 1].kind is Kind.WORD
    return capital_before and first and before not in PREPOSITIONS and page.lows[at - 1] not in DIRECTIONS | {"the"}

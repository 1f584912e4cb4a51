"""Step six: what a figure counts. Words of tables/measures.txt near the number, the nearest and likeliest first."""

from collections.abc import Callable
from typing import NamedTuple

from dateline.facts.extractor.amounts import measure_amount
from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.fitting import fitting_words, likeliest
from dateline.facts.extractor.governing import governing_verb
from dateline.facts.extractor.inherited import (
    REMAINS,
    as_before,
    as_included,
    as_its_successor,
    as_its_whole,
    as_the_level,
    as_the_other_side,
    counted_before,
    in_its_scene,
    same_figure_again,
)
from dateline.facts.extractor.lists import as_headed, as_said_before, share_lists
from dateline.facts.extractor.meanings import is_with_its_noun, take_noun, take_verb, take_what_is_left, take_word
from dateline.facts.extractor.nouns_apart import noun_apart, noun_of_label
from dateline.facts.extractor.predicates import Verb
from dateline.facts.extractor.subjects import name_subject
from dateline.facts.extractor.triggers import FAR, NOUNS_ONLY, OF_PEOPLE, Trigger, part_of, triggers_in
from dateline.facts.extractor.words import names, phrases, words

# A verb of the text's own is taken before a known word that stands much farther away.
_NEAR_VERB, _BETTER, _BETTER_THAN_NOUN = 3.0, 2.0, -0.5
# Where the noun alone stands for a measure ("12 arrests"), a word must stand nearer to say more.
_NEAR_A_NOUN = 2.5
# Known words that are nouns of what is counted, besides those that are never more.
_NAMED = frozenset("vaccinated cases".split())
_WHERE = frozenset("in across over throughout at".split())
_OF_BODIES = frozenset("bodies corpses".split())
_OF_THE = frozenset("of the some least about".split())
_QUAKES = frozenset("earthquake quake aftershock tremor shock earthquakes aftershocks".split())


class Count(NamedTuple):
    """A figure that counts something, with what its sentence offers to say what."""

    head: str
    """The last word of its noun."""
    known: tuple[float, Trigger] | None
    """The known word that fits best, and its price."""
    verb: Verb | None
    noun: str | None
    """What the noun stands for where nothing else is said."""
    labelled: bool
    together: list[Figure]


def name_measures(page: Page, figures: list[Figure]) -> None:
    """Give every figure its measure, subject and unit, and the rule that did it."""
    by_sentence: dict[int, list[Figure]] = {}
    for figure in figures:
        by_sentence.setdefault(figure.sentence, []).append(figure)
    ill = any(low in words("measures", "illness") for low in page.lows)
    last: Figure | None = None
    for number, together in by_sentence.items():
        sentence = page.sentences[number]
        people_and_things = triggers_in(page, sentence.first, sentence.end, ("people", "things"))
        for place, figure in enumerate(together):
            before = together[place - 1] if place else None
            if figure.kind:
                measure_amount(page, figure, sentence.first, sentence.end, people_and_things, before)
            else:
                _count(page, figure, together, people_and_things)
                _take_over(page, figure, together[:place], last)
            if ill and figure.measure == "killed" and _is_death_noun(page, figure):
                figure.measure = "deaths"
            as_its_successor(figure, together[:place])
            last = figure if figure.measure and not figure.kind else last
        share_lists(page, together)
        for figure in together:
            name_subject(page, figure)


def _take_over(page: Page, figure: Figure, earlier: list[Figure], last: Figure | None) -> None:
    """What a count takes over from other figures and from what the page is about."""
    as_before(page, figure, counted_before(earlier))
    as_the_other_side(page, figure, earlier[-1] if earlier else None)
    as_its_whole(figure)
    as_headed(page, figure)
    same_figure_again(page, figure, last)
    as_the_level(page, figure)
    as_said_before(page, figure)
    if not (earlier and earlier[-1].kind):
        as_included(page, figure, last)
    in_its_scene(page, figure)


def _is_death_noun(page: Page, figure: Figure) -> bool:
    near = page.lows[max(0, figure.first - 3) : figure.behind + 3]
    return bool({"deaths", "death", "fatalities", "died"} & set(near))


def _count(page: Page, figure: Figure, together: list[Figure], triggers: list[Trigger]) -> None:
    """Name what is counted, by the first of the phases that knows."""
    if page.low(figure.first - 1) == ":" and ":" in page.lows[figure.behind : figure.behind + 4]:
        # "Tarn: 71 Benna: 43": what stands behind is the next label.
        figure.noun = (0, 0)
    labelled = noun_of_label(page, figure) is not None
    if not figure.noun[1]:
        figure.noun = noun_apart(page, figure)
    head = page.low(figure.noun[1] - 1) if figure.noun[1] else ""
    if page.low(figure.first - 1) in _OF_THE and _OF_BODIES & set(page.lows[max(0, figure.first - 3) : figure.first]):
        # "The bodies of seven miners were found": the bodies are what is counted.
        head = "bodies"
    near = fitting_words(page, figure, head, triggers)
    count = Count(
        head,
        likeliest(page, figure, head, near, together),
        _verb_of(page, figure, head, near),
        names("measures", "nouns").get(head),
        labelled,
        together,
    )
    if not any(phase(page, figure, count) for phase in PHASES):
        take_what_is_left(page, figure, head, count.verb)


def _verb_of(page: Page, figure: Figure, head: str, near: list[Trigger]) -> Verb | None:
    verb = governing_verb(page, figure)
    if verb and head in REMAINS and names("measures", "people").get(verb.participle) in OF_PEOPLE:
        # "The bodies of 45 men who drowned"
        return None
    if verb and any(one.first <= verb.at < one.end for one in near):
        # "Tested positive": the known word is the whole of it.
        return None
    return verb


def votes(page: Page, figure: Figure, count: Count) -> bool:
    """“Voted 52-48”."""
    if "figures.votes" not in figure.rules:
        return False
    figure.measure = "votes"
    figure.rules.append("measures.votes")
    return True


def level(page: Page, figure: Figure, count: Count) -> bool:
    """“The Dow stood at 26,966”: where an index is, which counts nothing."""
    if figure.noun[1] or page.low(figure.first - 1) not in {"at", "to", "above", "below"} or (figure.value or 0) < 100:
        return False
    first = max(page.sentences[figure.sentence].first, figure.first - 18)
    if not any(phrases("measures", "indexes").at(page.lows, at) for at in range(first, figure.first)):
        return False
    figure.measure, figure.unit = "level", "points"
    figure.rules.append("measures.level")
    return True


def magnitude(page: Page, figure: Figure, count: Count) -> bool:
    """“A 5.8 aftershock”."""
    tenths = figure.value is not None and figure.value < 10 and figure.value != int(figure.value)
    if count.head not in _QUAKES or not tenths:
        return False
    figure.unit, figure.kind, figure.measure, figure.subject = "magnitude", "measure", "magnitude", "earthquake"
    figure.rules.append("measures.magnitude")
    return True


def where(page: Page, figure: Figure, count: Count) -> bool:
    """“41 drones over four regions”: where it happened, and nothing is said of the regions themselves."""
    known = count.known[1] if count.known else None
    leads = page.low(figure.first - 1)
    placed = leads in _WHERE and count.head in words("people", "places") | words("people", "countries")
    adjoining = known is not None and figure.first - 1 <= known.end <= figure.first
    housed = leads in _WHERE | {"from"} and count.head in words("people", "buildings") | words("people", "bodies")
    if (known and known.first >= figure.behind) or not (placed or (housed and not adjoining)):
        return False
    figure.measure, figure.confidence = "affected", 0.6
    figure.rules.append("measures.where")
    return True


def whole(page: Page, figure: Figure, count: Count) -> bool:
    """The 230 of “107 of the 230 seats”: what is said of the part is not said of all, unless right behind."""
    part = part_of(figure, count.together)
    if part is None or "figures.of" not in part.rules or figure.of or part.first > figure.first:
        return False
    known = count.known[1] if count.known else None
    that = page.low(figure.behind) in {"that", "which", "who"}
    if known and known.measure not in NOUNS_ONLY and figure.first <= known.first <= figure.behind + that:
        return False
    figure.measure, figure.confidence = "total", 0.7
    figure.rules.append("measures.whole")
    return True


def own_verb(page: Page, figure: Figure, count: Count) -> bool:
    """The verb that governs the figure, where no known word stands nearly as close."""
    verb, known = count.verb, count.known
    if verb is None:
        return False
    near = verb.price <= _NEAR_VERB and (known is None or known[0] > verb.price + _lead_of(figure, known[1]))
    if not near and not is_with_its_noun(count.head, verb):
        return False
    take_verb(page, figure, count.head, verb)
    return True


def _lead_of(figure: Figure, known: Trigger) -> float:
    """How much nearer a verb must be: less before a noun that only names what is counted ("repelled 52 attacks")."""
    named = known.measure in NOUNS_ONLY | _NAMED and figure.first <= known.first < figure.behind
    return _BETTER_THAN_NOUN if named else _BETTER


def known_word(page: Page, figure: Figure, count: Count) -> bool:
    """The known word that fits best; beside a noun that stands for a measure itself it must be near."""
    if not count.known or count.known[0] > (_NEAR_A_NOUN if count.noun and not count.labelled else FAR):
        return False
    take_word(page, figure, count.head, count.known[1], count.known[0])
    return True


def noun(page: Page, figure: Figure, count: Count) -> bool:
    """“14 arrests”: the noun says it."""
    if count.noun is None:
        return False
    take_noun(page, figure, count.head, count.noun)
    return True


Phase = Callable[[Page, Figure, Count], bool]
PHASES: tuple[Phase, ...] = (votes, level, magnitude, where, whole, own_verb, known_word, noun)

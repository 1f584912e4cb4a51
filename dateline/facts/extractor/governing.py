"""The verb that governs a figure, where no known word says what is counted: “sent 620 soldiers”, “85 were recalled”."""

from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.predicates import (
    CLAUSE_ENDS,
    PREPOSITIONS,
    Verb,
    helped,
    inner_verb,
    leads_to_another,
    state,
)
from dateline.facts.extractor.tokens import Kind
from dateline.facts.extractor.triggers import past_aside
from dateline.facts.extractor.verbs import (
    AUXILIARIES,
    participle_before,
    participle_behind,
    participle_of,
    says_little,
    third_person,
)
from dateline.facts.extractor.words import words

# How far behind the noun a verb may stand, and how far in front of the figure.
_BEHIND, _BEFORE = 9, 8
# In front of a figure they make it a part of another noun's phrase, to which the verb behind belongs.
IN_A_PHRASE = frozenset("with for by in at on after from against".split())
# The price of a verb that leaves it to another word.
LITTLE = 3.5
_PARTICLES = frozenset("out up off down back in over away".split())
_GENERAL = frozenset("carried taken set put given made brought turned handed drawn held cut".split())
_BE = frozenset("were was been are is be".split())
_GOES_ON = frozenset("who that will would could to".split())
_BESIDE_A_VERB = frozenset("also still now since being then already not yet".split())
# Behind a passive they begin another clause: "the road is closed and 40 homes are dark".
_NEXT_CLAUSE = frozenset("and , when after as".split())
_BEFORE_A_NOUN = frozenset("the a an of its their his her for in by".split())
_WHERE = frozenset("in at during across over from".split())


def governing_verb(page: Page, figure: Figure) -> Verb | None:
    """Return the likelier one of the verb behind the noun and the verb in front of the figure."""
    found = [one for one in (_behind(page, figure), _before(page, figure)) if one]
    return min(found, key=lambda one: one.price, default=None)


def has_verb_before(page: Page, figure: Figure) -> bool:
    """Return whether a verb in front of the figure has it as its object: “shot down 13 of 24”."""
    return _before(page, figure) is not None


def _behind(page: Page, figure: Figure) -> Verb | None:
    end = page.sentences[figure.sentence].end
    first = past_aside(page, figure.behind, end)
    passive = False
    between = 0
    for at in range(first, min(end, first + _BEHIND)):
        low = page.lows[at]
        if low in CLAUSE_ENDS or low == "and" or page.tokens[at].kind is Kind.NUMBER:
            return None
        if low in AUXILIARIES or low in _GOES_ON or ((passive or at > first) and leads_to_another(page, at)):
            passive = passive or low in AUXILIARIES
            continue
        verb = _verb_at(page, figure, at, between, passive=passive)
        if verb:
            return verb if verb.participle else None
        if passive and low not in _BESIDE_A_VERB and not low.endswith("ly"):
            return state(page, at, end)
        between += not (passive and low.endswith("ly"))
        if between > 1 and not passive and not PREPOSITIONS & set(page.lows[figure.behind : at + 1]):
            return None
    return None


def _verb_at(page: Page, figure: Figure, at: int, between: int, *, passive: bool) -> Verb | None:
    """The verb behind a noun at this place; without a participle where it says nothing of what was done to the noun."""
    low = page.lows[at]
    inner = inner_verb(page, figure, at)
    if inner:
        return Verb(0.5, at, inner)
    participle = _phrasal(page, at, participle_behind(page, at))
    if not participle:
        return None
    if not passive and not low.endswith(("ed", "ing")) and low != participle:
        # "Two men took part"
        return Verb(0.0, at, "")
    # "The 12 boats seized in the port were sunk": right behind, or with a form of "be" in front.
    apart = 3.0 if page.low(figure.first - 1) in IN_A_PHRASE and (between or passive) else 0.0
    return Verb(between * 0.3 + (0.0 if passive or not between else 3.0) + apart, at, participle)


def _phrasal(page: Page, at: int, participle: str | None) -> str | None:
    """“Carried out”, “called up”, “brought in”: a general verb says little without its particle."""
    low = page.lows[at]
    if page.low(at + 1) not in _PARTICLES:
        return participle
    if low in {"called", "calling"} or participle in _GENERAL:
        return f"{'called' if low in {'called', 'calling'} else participle}_{page.low(at + 1)}"
    return participle


def _before(page: Page, figure: Figure) -> Verb | None:
    first = page.sentences[figure.sentence].first
    numbers = 0
    for at in range(figure.first - 1, max(first, figure.first - _BEFORE) - 1, -1):
        low = page.lows[at]
        if low in CLAUSE_ENDS - {","} or low in {"that", "as", "who", "than"} or (low == "," and numbers == 0):
            return None
        if page.tokens[at].kind is Kind.NUMBER or low in words("numbers", "units"):
            numbers += 1
            continue
        adjoining = _right_before(page, at) if at == figure.first - 1 else None
        if adjoining:
            return adjoining
        participle = participle_before(page, at)
        if not participle and says_little(page, at) and page.low(at + 1) in _PARTICLES:
            participle = participle_of(low)
        participle = _phrasal(page, at, participle)
        if participle and page.low(at - 1) not in _BEFORE_A_NOUN:
            return _priced(page, figure, at, participle, numbers)
        # "The planned 12 centres", "a rushed vote": an adjective, or a noun in -ing.
    return None


def _right_before(page: Page, at: int) -> Verb | None:
    """Verbs that are known as such only right in front of the figure: “helped free 4”, “made 12”, “makes 300”."""
    if says_little(page, at):
        return helped(page, at) or Verb(LITTLE, at, participle_of(page.lows[at]))
    participle = None if participle_before(page, at) else third_person(page, at)
    return helped(page, at) or (Verb(0.5, at, participle) if participle else None)


def _priced(page: Page, figure: Figure, at: int, participle: str, numbers: int) -> Verb | None:
    near = figure.first - 1 - at
    if page.low(at - 1) in _BE and near and not page.lows[at].endswith("ing"):
        # A passive belongs to what stands before it, unless a preposition leads on: "were sent to 12 schools".
        return None if page.low(at + 1) in _NEXT_CLAUSE else Verb(near + 4.0, at, participle)
    leads = PREPOSITIONS & set(page.lows[at + 1 : figure.first])
    # "Killed in six assaults": where it happened is not what it was done to.
    where = near and page.low(figure.first - 1) in _WHERE
    return Verb(0.5 + near * 0.5 + (4.0 if where else 2.0 if leads else 0.0) + numbers, at, participle)

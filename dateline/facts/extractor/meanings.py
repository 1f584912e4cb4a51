"""What a word means beside the noun that is counted: men who are sent are deployed, bodies pulled out recovered."""

from dateline.facts.extractor.figure import Figure, Page
from dateline.facts.extractor.governing import LITTLE
from dateline.facts.extractor.inherited import REMAINS
from dateline.facts.extractor.nouns import is_person, is_thing
from dateline.facts.extractor.predicates import Verb
from dateline.facts.extractor.triggers import Trigger, triggers_in
from dateline.facts.extractor.verbs import participle_of_ing
from dateline.facts.extractor.words import names, phrases, words

# A verb that stands farther away than this says nothing of the figure.
_FAR_VERB = 6.0
_MUNITIONS = words("grammar", "munitions")
_SHOTS = frozenset("shots bullets rounds grenades canisters volleys".split())
_POSTS = frozenset("jobs posts positions job post".split())
_POLICE = frozenset("police detectives prosecutors investigators authorities".split())
_NOT = frozenset("not never n’t n't".split())
# Responders who do so are deployed.
_AT_WORK = frozenset("working searching attended supplied".split())
_SENT = frozenset("sent rushed dispatched drafted scrambled".split())
_CARRIED = frozenset("pulled brought loaded taken dug fished lifted carried".split())
_TAKEN = frozenset("taken brought rushed sent flown airlifted transferred".split())
_HOSPITALS = frozenset("hospital hospitals clinic clinics infirmary".split())


def take_word(page: Page, figure: Figure, head: str, trigger: Trigger, price: float) -> None:
    """Give a figure the measure of a known word."""
    figure.measure, figure.trigger = _meaning(page, figure, head, trigger), (trigger.first, trigger.end)
    if page.low(trigger.first - 1) in _NOT:
        figure.measure = f"not_{figure.measure}"
    inside = figure.first <= trigger.first < figure.behind
    side = "in" if inside else "behind" if trigger.first >= figure.end else "before"
    figure.rules.append(f"measures.{side}({page.words(trigger.first, trigger.end).lower()})")
    figure.confidence = 0.9 if price < 3 else 0.8 if price < 8 else 0.65


def _meaning(page: Page, figure: Figure, head: str, trigger: Trigger) -> str:
    measure = trigger.measure
    if measure == "votes" and "by" in page.lows[max(0, figure.first - 2) : figure.first + 1]:
        return _outcome(page, figure) if page.low(figure.behind) in {"to", "-", "–"} else "margin"
    if measure in _AT_WORK and head in words("people", "responders"):
        return "deployed"
    if measure == "hit" and head in _MUNITIONS and page.lows[trigger.first] == "fired":
        return "launched"
    if measure == "missing" and (head in words("people", "wanted") or _police_seek(page, trigger)):
        return "wanted"
    others = {
        ("lost", head in _POSTS): "laid_off",
        ("cut", head in _POSTS): "laid_off",
        ("launched", head in _SHOTS): "fired",
        ("rescued", head in REMAINS): "recovered",
        ("voted", not head): "votes",
    }
    return others.get((measure, True), measure)


def _outcome(page: Page, figure: Figure) -> str:
    """“Rejected by 92 votes to 84”: the first number voted against."""
    first = page.sentences[figure.sentence].first
    found = [phrases("measures", "votes").at(page.lows, at) for at in range(first, figure.first)]
    said = [one[1] for one in found if one]
    return f"voted_{said[-1]}" if said else "votes"


def _police_seek(page: Page, trigger: Trigger) -> bool:
    """“Police are looking for two directors”: whom rescuers look for is missing, whom the police look for wanted."""
    seeks = page.lows[trigger.end - 1] == "for"
    return seeks and bool(_POLICE & set(page.lows[max(0, trigger.first - 5) : trigger.first]))


def take_verb(page: Page, figure: Figure, head: str, verb: Verb) -> None:
    """Give a figure the measure of the verb that governs it, in the text's own word where no other is known."""
    figure.measure, figure.trigger = _meaning_of_verb(page, head, verb), (verb.at, verb.at + 1)
    figure.rules.append(f"measures.verb({verb.participle})")
    figure.confidence = 0.7 if verb.price < 2 else 0.6


def _meaning_of_verb(page: Page, head: str, verb: Verb) -> str:
    done = participle_of_ing(verb.participle) if verb.participle.endswith("ing") else verb.participle
    if verb.participle in _CARRIED and head in REMAINS:
        return "recovered"
    if verb.participle in _TAKEN and _to_a_hospital(page, verb):
        return "in_hospital"
    sent = is_person(head) or head in words("people", "responders") | words("grammar", "sent out")
    works = head in words("people", "responders") and done in words("measures", "work at a scene")
    if works or (sent and verb.participle in _SENT):
        return "deployed"
    noun = names("measures", "nouns").get(head)
    if noun and verb.participle == "carried_out":
        return noun
    known = names("measures", "things").get(verb.participle, verb.participle)
    known = known if is_thing(head) else names("measures", "people").get(verb.participle, known)
    return _verb_names(head, verb) or known


def _to_a_hospital(page: Page, verb: Verb) -> bool:
    """“Were taken to Al-Nur University Hospital”."""
    return page.low(verb.at + 1) == "to" and bool(_HOSPITALS & set(page.lows[verb.at + 2 : verb.at + 10]))


def _verb_names(head: str, verb: Verb) -> str | None:
    """What a verb means where people, or things, or just these are what it governs."""
    if is_with_its_noun(head, verb):
        return names("measures", "verbs with a noun")[f"{verb.participle} {head}"]
    if is_person(head):
        return names("measures", "verbs of people").get(verb.participle)
    return names("measures", "verbs of things").get(verb.participle) if is_thing(head) else None


def is_with_its_noun(head: str, verb: Verb) -> bool:
    """“Took 14 seats”, “gave 600 doses”: a general verb says what it means by its noun."""
    return f"{verb.participle} {head}" in names("measures", "verbs with a noun")


def take_noun(page: Page, figure: Figure, head: str, measure: str) -> None:
    """Give a figure the measure that its noun stands for: “14 arrests”."""
    figure.measure = _of_victims(page, figure) if head in {"victims", "victim"} else measure
    figure.rules.append(f"measures.noun({head})")
    figure.confidence = 0.75


def _of_victims(page: Page, figure: Figure) -> str:
    """Victims are dead where the page has just spoken of the dead, else they are affected."""
    first = page.sentences[max(0, figure.sentence - 2)].first
    near = triggers_in(page, first, page.sentences[figure.sentence].end, ("people",))
    return "killed" if any(one.measure == "killed" for one in near) else "affected"


def _says_nothing(verb: Verb) -> bool:
    return verb.price == LITTLE and verb.participle in words("measures", "verbs that say nothing")


def take_what_is_left(page: Page, figure: Figure, head: str, verb: Verb | None) -> None:
    """Where no known word speaks: the text's own verb, else what the noun alone suggests, else a bare count."""
    if verb and verb.price <= _FAR_VERB and (not _says_nothing(verb) or _verb_names(head, verb)):
        take_verb(page, figure, head, verb)
        return
    figure.rules.append("measures.none")
    figure.confidence = 0.5
    had = page.low(figure.first - 1) in {"has", "have", "had"}
    if not head:
        figure.measure = None
    elif had:
        figure.measure = "total"
    elif head in words("people", "responders"):
        figure.measure = "deployed"
    elif head in words("people", "places"):
        figure.measure = "affected"
    elif figure.noun[1] <= figure.first and page.low(figure.noun[1]) != ":":
        # "Users rose to 2.2bn": nothing is said of them but that they are so many.
        figure.measure = head
    else:
        figure.measure = "count"

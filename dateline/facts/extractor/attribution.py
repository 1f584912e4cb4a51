"""Step seven: who says it. Source, cue and content of every sentence, and what carries over to the next.

`X said …`, `…, X said`, `…, said X`, `according to X`, `X: …`, `Agency reports`, quotations that run on, and the words
that look back: he, she, they, the ministry, the statement.
"""

from dateline.facts.extractor.attributed import Attribution
from dateline.facts.extractor.carrying import (
    begins_with_a_count,
    carried_form,
    credited,
    is_listed,
    main_of,
    opens_a_list,
)
from dateline.facts.extractor.claimants import Source, resolve
from dateline.facts.extractor.cued import at_word
from dateline.facts.extractor.cues import says
from dateline.facts.extractor.figure import Page
from dateline.facts.extractor.gapped import with_gapped
from dateline.facts.extractor.leads import before_a_colon, behind_a_dash, bracketed, filed
from dateline.facts.extractor.makers import handles_before, makers
from dateline.facts.extractor.person_names import Known, known_names
from dateline.facts.extractor.quotations import Quotations, quotations
from dateline.facts.extractor.tokens import Kind

__all__ = ["Attribution", "attributions"]

_LONGEST_LEAD = 12
_LONGEST_SIGNATURE = 6
_LONGEST_POST = 6
# How many speakers and sentences back an entry is searched, so that a long one takes no longer by the line.
_REMEMBERED = 100
_NEAR_LINES = 2
_SPEAKING = frozenset("speaking briefing addressing presenting answering testifying talking".split())
_VERBS = frozenset("was were had has have is are will would could can may might died".split())


def attributions(page: Page) -> list[list[Attribution]]:
    """Return for every sentence who says it: none, one, or several."""
    known = known_names(page)
    known.roles.update(makers(page))
    quotes = quotations(page)
    found: list[list[Attribution]] = []
    last: Attribution | None = None
    spoken: list[Source] = []
    report = False
    for number, sentence in enumerate(page.sentences):
        open_quote = quotes.open_at[number] or report
        here = _in_sentence(page, known, number, spoken, quotes, carried=open_quote and last is not None)
        if not here and last is not None and not sentence.heading:
            form = carried_form(page, number, last, open_quote=open_quote)
            if form:
                here = [last._replace(first=sentence.first, end=sentence.end, form=form, span=(0, 0), cue_at=-1)]
        found.append(here)
        own = [one for one in here if one.source is not None]
        if not own and opens_a_list(page, number):
            last = _who_is_speaking(page, known, number, spoken) or last
        if own:
            last = main_of(page, own)
            spoken += [one.source for one in (*own, last) if one.source is not None]
        anew = [one for one in own if one.cue_at >= 0]
        report = (report and not anew) or any(_opens_a_report(page, one, sentence.end) for one in anew)
        if anew and page.lows[sentence.end - 1] == ":":
            report = not opens_a_list(page, number)
        elif report and not anew and page.tokens[sentence.end - 1].text in {"”", '"'}:
            report = False
        _give_back(page, quotes, found, number)
    _give_posts(page, known, found)
    _fill_between(page, found)
    return _with_makers(page, known, found)


def _give_posts(page: Page, known: Known, found: list[list[Attribution]]) -> None:
    """“Ana Example (@example) 40 homes lost”: a post that the entry shows is hers; the handle has been taken out."""
    for number in handles_before(page):
        name, post = page.sentences[number - 1], page.sentences[number]
        if name.end - name.first > _LONGEST_SIGNATURE or page.lows[post.first] in _VERBS | says().keys():
            continue
        if page.lows[post.first].endswith("ed") or page.tokens[name.end - 1].kind is not Kind.WORD:
            continue
        source = resolve(page, known, (name.first, name.end), [])
        source = source or Source(page.words(name.first, name.end), None, pronoun=False, media=False, head="")
        for at in range(number, min(len(page.sentences), number + _LONGEST_POST)):
            here = page.sentences[at]
            if here.line != post.line:
                break
            found[at] = found[at] or [
                Attribution(source, None, None, here.first, here.end, -1, "claimant.post", (0, 0))
            ]


def _fill_between(page: Page, found: list[list[Attribution]]) -> None:
    """“The agency said 12 died. At least 40 homes were lost. The agency said …”: a count between two of its own."""
    for number in range(1, len(found) - 1):
        here, before = page.sentences[number], page.sentences[number - 1]
        if found[number] or here.heading or not found[number - 1]:
            continue
        one = found[number - 1][-1]
        after = number + 1 + (number + 2 < len(found) and not found[number + 1])
        if page.sentences[after].line - before.line > _NEAR_LINES:
            continue
        behind = [other for other in found[after][:1] if other.cue_at >= 0 and other.form == "claimant.before"]
        same = one.source is not None and any(other.source and other.source.name == one.source.name for other in behind)
        if same and begins_with_a_count(page, here.first, here.end):
            found[number] = [
                one._replace(first=here.first, end=here.end, form="carried_between", span=(0, 0), cue_at=-1)
            ]


def _who_is_speaking(page: Page, known: Known, number: int, spoken: list[Source]) -> Attribution | None:
    """“The governor is speaking now in Oslo.” and then a list: the list is what she says."""
    first, end = page.sentences[number].first, page.sentences[number].end
    verb = next((at for at in range(first + 1, end) if page.lows[at] in _SPEAKING), 0)
    auxiliary = next((at for at in range(first + 1, verb) if page.lows[at] in {"is", "has", "was"}), 0)
    source = resolve(page, known, (first, auxiliary), spoken) if auxiliary else None
    return Attribution(source, None, None, first, end, -1, "claimant.speaking", (0, 0)) if source else None


def _give_back(page: Page, quotes: Quotations, found: list[list[Attribution]], number: int) -> None:
    """A quotation over several sentences is his who is named at its end: “It is bad. We lost it,” said the mayor."""
    begun = quotes.begun_in.get(number, number)
    own = [one for one in found[number] if one.cue_at >= 0 and one.source is not None]
    if begun == number or not own or not quotes.is_said_behind(page, number, own[0].cue_at, own[0].span):
        return
    for earlier in range(begun, number):
        if all(one.cue_at < 0 or quotes.inside[one.cue_at] for one in found[earlier]):
            sentence = page.sentences[earlier]
            found[earlier] = [
                own[0]._replace(first=sentence.first, end=sentence.end, form="carried_back", span=(0, 0), cue_at=-1)
            ]


def _opens_a_report(page: Page, one: Attribution, end: int) -> bool:
    """“Ana Example reports from Kabul: …”: what follows is her piece, to the end of it."""
    filed = one.form == "claimant.filed" or one.cue in {"reports", "writes"}
    return filed and ":" in page.lows[max(0, one.cue_at) : min(end, one.cue_at + _LONGEST_LEAD // 2)]


def _in_sentence(
    page: Page, known: Known, number: int, spoken: list[Source], quotes: Quotations, *, carried: bool
) -> list[Attribution]:
    sentence = page.sentences[number]
    found: list[Attribution] = []
    spoken = spoken[-_REMEMBERED:]
    at = sentence.first
    while at < sentence.end:
        one = at_word(page, known, at, sentence.first, sentence.end, spoken)
        if one is not None:
            if found and page.low(one.cue_at - 1) in {"and", "but"} and one.span[1] <= found[-1].cue_at:
                # "Shares fell after it warned of a loss and said": who warned, and not what the sentence begins with.
                one = one._replace(source=found[-1].source)
            if one.source is not None:
                spoken.append(one.source)
            if one.source is not None and one.source.media and one.via is None:
                one = one._replace(via=one.source.name)
            found.append(one)
            at = max(at, one.span[1] - 1)
        at += 1
    found = _outside_of_quotations(found, quotes, carried=carried)
    if not found:
        found = (
            filed(page, known, sentence.first, sentence.end, spoken)
            or bracketed(page, known, sentence.first, sentence.end)
            or before_a_colon(page, known, number, spoken)
            or behind_a_dash(page, known, sentence.first, sentence.end, spoken)
        )
    return _settled(with_gapped(page, known, found, sentence.end, spoken))


def _outside_of_quotations(found: list[Attribution], quotes: Quotations, *, carried: bool) -> list[Attribution]:
    """“Nobody said it was easy,” she said: who is said to say something inside a quotation does not speak for it."""
    outer = [one for one in found if not quotes.inside[one.cue_at]]
    if outer and all(one.source is not None and one.source.media for one in outer):
        # A paper quotes what it found out: who says it stands inside.
        return found
    return outer if outer or carried else found


def _settled(found: list[Attribution]) -> list[Attribution]:
    """When a paper or agency reports what somebody says, the somebody is the claimant and the paper goes to via.

    An agency that names nobody else is the claimant itself.
    """
    people = [one for one in found if one.source is not None and not one.source.media]
    media = [one for one in found if one.source is not None and one.source.media]
    if people and media:
        via = media[0].source.name if media[0].source else None
        return [one._replace(via=one.via or via) for one in people]
    return [one._replace(via=None) if one.source is not None and one.source.media else one for one in found]


def _with_makers(page: Page, known: Known, found: list[list[Attribution]]) -> list[list[Attribution]]:
    """“Source: the district”, “The figures are the ministry’s”: said at the end of what had no claimant till then."""
    for number, sentence in enumerate(page.sentences):
        span = credited(page, sentence.first, sentence.end)
        source = resolve(page, known, span, []) if span is not None else None
        if source is None:
            continue
        for earlier in range(max(0, number - _REMEMBERED), number):
            other = page.sentences[earlier]
            if not found[earlier] and (is_listed(page, earlier) or not found[number]):
                found[earlier] = [
                    Attribution(source, None, None, other.first, other.end, -1, "claimant.credit", (0, 0))
                ]
    return found

"""Step seven, by many examples: who says each figure of the sentences in sources.txt."""

from pathlib import Path

import pytest

from dateline.facts.gazetteer.lookup import Gazetteer
from tests.facts.extractor.reading import claims

LINES = (Path(__file__).parent / "sources.txt").read_text(encoding="utf-8").splitlines()
EXAMPLES = [line for line in LINES if line and not line.startswith("#")]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example[:60])
def test_a_figure_is_theirs_who_say_it(example: str, atlas: Gazetteer) -> None:
    text, wanted = example.split(" => ")
    said = {
        claim.value if claim.value is not None else claim.lower: claim.claimant or "nobody"
        for claim in claims(text.replace(" / ", "\n"), atlas)
        if claim.kind == "figure"
    }
    for answer in wanted.split(" | "):
        value, claimant = answer.split(" ", 1)
        assert said.get(float(value)) == claimant


@pytest.mark.parametrize(
    "text, via",
    [
        ("“There are 40 people on the roof,” Deputy Mayor Sefa Olu told AFP.", "AFP"),
        ("A resident told the Tolva Echo that 40 homes were flooded.", "Tolva Echo"),
        ("A resident told local radio that 40 homes were flooded.", "local radio"),
        ("“We lost 14 of our crew,” Bran Teller wrote on Telegram.", "Telegram"),
        ("Thirty people were arrested, Interfax quoted the interior ministry as saying.", "Interfax"),
        ("In an interview with the BBC, the mayor, Ana Petrova, said 40 homes were flooded.", "BBC"),
        ("At least 19 people drowned, the state broadcaster Canal Um said, citing the coastguard.", "Canal Um"),
    ],
)
def test_who_passes_it_on_stands_beside_who_says_it(text: str, via: str, atlas: Gazetteer) -> None:
    [claim] = claims(text, atlas)
    assert claim.via == via
    assert claim.claimant


def test_a_quotation_over_several_sentences_is_his_who_is_named_at_its_end(atlas: Gazetteer) -> None:
    both = claims("“We lost 40 beds. There are 12 nurses left,” said Ana Petrova, the matron.", atlas)
    assert [claim.claimant for claim in both] == ["Ana Petrova", "Ana Petrova"]


def test_who_is_said_to_say_something_inside_a_quotation_does_not_speak_for_it(atlas: Gazetteer) -> None:
    [claim] = claims("The mayor, Ana Petrova, said: “Nobody said 40 homes would go.”", atlas)
    assert claim.claimant == "Ana Petrova"


def test_a_list_is_its_source_below_it(atlas: Gazetteer) -> None:
    listed = claims("What we know\n\n• Deaths: 9\n• Missing: 3\n\nThe figures are the interior ministry’s.", atlas)
    assert [claim.claimant for claim in listed] == ["interior ministry", "interior ministry"]


def test_what_the_outlet_puts_into_reported_speech_is_nobodys(atlas: Gazetteer) -> None:
    said, own = claims("The clinic said 23 patients were in Lisbon, which has a population of 500,000.", atlas)
    assert (said.claimant, own.claimant) == ("clinic", None)


def test_a_post_is_theirs_beside_whose_handle_it_stands(atlas: Gazetteer) -> None:
    [claim] = claims("The search goes on.\nRescue Tolva (@rescuetolva) 40 homes lost tonight.", atlas)
    assert claim.claimant == "Rescue Tolva"

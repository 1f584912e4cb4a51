"""`dateline facts suggest`, as a program of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.config.commands.facts import laid_out, marked
from dateline.facts.extractor.claim import Suggestion
from dateline.facts.gazetteer.lookup import Gazetteer
from tests.facts.extractor.conftest import atlas

__all__ = ["atlas"]
KEYS = (
    "quote start end kind subject measure value lower upper unit qualifier basis of claimant role cue via place "
    "event_time status rule confidence".split()
)
TEXT = "At least 20 people were killed in Lisbon overnight, the mayor, Ana Petrova, said. She gave no cause."


def suggest(*words: str, home: Path, text: str | bytes = TEXT) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-P", "-m", "dateline", "facts", "suggest", *words],
        input=text.encode() if isinstance(text, str) else text,
        env={**os.environ, "DATELINE_HOME": str(home)},
        capture_output=True,
        check=False,
    )


@pytest.fixture
def home(atlas: Gazetteer) -> Path:
    return atlas.path.parent


def test_one_claim_a_line_with_every_key(home: Path) -> None:
    done = suggest("--json", "--date", "2031-03-04", home=home)
    assert done.returncode == 0, done.stderr
    figure, omission = [json.loads(line) for line in done.stdout.splitlines()]
    assert set(KEYS) <= set(figure)
    assert TEXT[figure["start"] : figure["end"]] == figure["quote"]
    assert (figure["value"], figure["lower"], figure["unit"], figure["measure"]) == (20, 20, "people", "killed")
    assert (figure["claimant"], figure["role"], figure["place"]) == ("Ana Petrova", "mayor", "Lisbon, Portugal")
    assert (figure["event_time"], figure["status"]) == ("2031-03-03/2031-03-04", "claimed")
    assert (omission["kind"], omission["value"]) == ("omission", None)


def test_a_file_reads_as_standard_input_does(home: Path, tmp_path: Path) -> None:
    (tmp_path / "entry.txt").write_text(TEXT)
    from_file = suggest(str(tmp_path / "entry.txt"), "--json", home=home)
    assert from_file.stdout == suggest("-", "--json", home=home).stdout != b""


def test_a_person_gets_a_table_and_the_text_with_its_claims_marked(home: Path) -> None:
    shown = suggest(home=home).stdout.decode()
    assert "people · killed" in shown
    assert "⟦1 At least 20 people were killed⟧ in Lisbon" in shown


@pytest.mark.parametrize("room", [80, 100, 140, 200])
def test_a_table_fits_into_its_window(room: int) -> None:
    head = ("n", "figure", "what", "claimant", "place", "when", "status", "rule")
    row = (
        "1",
        "at least 20 people",
        "x" * 60,
        "the ministry of " + "y" * 40,
        "Porto",
        "2031-03-04",
        "claimed",
        "z" * 90,
    )
    first, second = laid_out([head, row], room=room)
    assert max(len(first), len(second)) <= room
    assert first.index("status") == second.index("claimed")
    assert "Porto" in second
    assert ("rule" in first) is (room == 200), "a rule without room is no help"
    whole = laid_out([head, row], room=None)[1]
    assert whole.endswith("z" * 90)


def test_events_and_statements_are_shown_with_what_they_say(home: Path) -> None:
    text = "Twelve people were hurt. The old bridge collapsed, police said. “We will not pay,” the mayor said."
    shown = suggest(home=home, text=text).stdout.decode()
    rows = [line.split() for line in shown.splitlines()[1:4]]
    assert [row[:2] for row in rows] == [["1", "12"], ["2", "event"], ["3", "statement"]]
    assert "old bridge · collapsed" in shown
    assert "“We will not pay”" in shown.splitlines()[3]
    assert "⟦2 The old bridge collapsed⟧, police said. “⟦3 We will not pay⟧,” the mayor said." in shown


def test_a_text_without_claims_says_so(home: Path) -> None:
    assert "No claim" in suggest(home=home, text="The sun rose.").stdout.decode()


@pytest.mark.parametrize(
    "words, text, sentence",
    [
        (("/no/such/file",), "", "cannot be read"),
        (("-",), b"\xff\xfe\x00", "not UTF-8"),
        (("-",), "  \n", "no text"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence(
    words: tuple[str, ...], text: str | bytes, sentence: str, home: Path
) -> None:
    done = suggest(*words, home=home, text=text)
    assert done.returncode == 1
    assert sentence in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_a_day_that_is_none_is_said(home: Path) -> None:
    done = suggest("--date", "tomorrow", home=home)
    assert done.returncode == 2
    assert "Write it as 2031-03-04" in done.stderr.decode()


def test_the_command_starts_without_django(home: Path) -> None:
    script = (
        "import io, sys; sys.stdin = io.TextIOWrapper(io.BytesIO(b'Twenty people died.'));"
        "from dateline.config.cli import main; code = main(['facts', 'suggest', '--json']);"
        "sys.exit(code or int('django' in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", script],
        env={**os.environ, "DATELINE_HOME": str(home)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_a_mark_does_not_begin_with_the_comma_behind_another() -> None:
    claims = [Suggestion("ab", 0, 2, "event"), Suggestion("ab, cd", 0, 6, "omission")]
    assert marked("ab, cd.", claims) == "⟦1 ab⟧, ⟦2 cd⟧."


def test_claims_that_overlap_are_marked_one_after_the_other() -> None:
    claims = [Suggestion("ab", 0, 2, "figure"), Suggestion("bc", 1, 3, "figure"), Suggestion("b", 1, 2, "figure")]
    assert marked("abcd", claims) == "⟦1 ab⟧⟦2 c⟧⟦3⟧d"

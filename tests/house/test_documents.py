"""The documents are true: what they name is there, and what is there is named."""

import argparse
import dataclasses
import importlib
import re
from pathlib import Path

import pytest

import dateline
from dateline.config import cli, environment
from tests.house.tree import HOUSE, files, named

DOCUMENTS = [path for path in files() if path.suffix == ".md"]
DECISIONS = [path for path in DOCUMENTS if path.parent == HOUSE / "docs" / "decisions"]
LINK = re.compile(r"\]\((?!\w+:|#)([^)#\s]+)")
# Where this house was built is nobody's business, and a newsroom's mirror serves as well as the public registries.
FOREIGN = re.compile(r"(?<![\w.)}])/(?:work|root|opt/pypi)/|pypi\.org|pythonhosted\.org|registry\.npmjs\.org")


@pytest.mark.parametrize("path", DECISIONS, ids=named)
def test_a_decision_is_at_most_250_words(path: Path) -> None:
    assert len(path.read_text().split()) <= 250


@pytest.mark.parametrize("path", DECISIONS, ids=named)
def test_a_decision_says_what_and_why(path: Path) -> None:
    assert re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", path.name)
    assert path.read_text().startswith("# ")


def test_decisions_are_numbered_without_gaps() -> None:
    assert sorted(int(path.name[:4]) for path in DECISIONS) == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_every_link_leads_somewhere(path: Path) -> None:
    targets = LINK.findall(path.read_text())
    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_the_changelog_speaks_of_this_version() -> None:
    assert f"## {dateline.__version__}" in (HOUSE / "CHANGELOG.md").read_text()


@pytest.mark.parametrize("field", dataclasses.fields(environment.Environment), ids=lambda field: field.name)
def test_a_setting_is_documented(field: "dataclasses.Field[object]") -> None:
    page = (HOUSE / "docs" / "operating" / "settings.md").read_text()
    assert f"### `DATELINE_{field.name.upper()}`" in page


def test_no_setting_is_documented_that_is_not_there() -> None:
    page = (HOUSE / "docs" / "operating" / "settings.md").read_text()
    known = {f"DATELINE_{field.name.upper()}" for field in dataclasses.fields(environment.Environment)}
    assert set(re.findall(r"DATELINE_[A-Z_]+", page)) <= known


@pytest.mark.parametrize("command", sorted(cli.COMMANDS))
def test_a_command_is_documented_with_every_option(command: str) -> None:
    parser = argparse.ArgumentParser(add_help=False)
    importlib.import_module(f"dateline.config.commands.{cli.COMMANDS[command].module}").add_arguments(parser)
    page = (HOUSE / "docs" / "operating" / "commands.md").read_text()
    [row] = [line for line in page.splitlines() if line.startswith((f"| `{command} ", f"| `{command}`"))]
    assert [option for action in parser._actions for option in action.option_strings if option not in row] == []


def test_no_file_names_a_registry_or_a_machine() -> None:
    texts = [path for path in files() if path.suffix not in {".png", ".jpg", ".woff2"} and path != Path(__file__)]
    assert {named(path): found for path in texts if (found := FOREIGN.findall(path.read_text()))} == {}

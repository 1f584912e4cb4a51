"""Imports only look down. Each of these faults is planted in a copy of the house, and must be found."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import HOUSE

UPWARD = [
    ("kit", "stream"),
    ("stream", "coverage"),
    ("accounts", "coverage"),
    ("coverage", "wire"),
    ("coverage", "livepage"),
    ("wire", "desk"),
    ("wire", "api"),
    ("livepage", "config"),
    ("desk", "config"),
]
NEIGHBOURS = [
    ("accounts", "stream"),
    ("stream", "accounts"),
    ("desk", "livepage"),
    ("livepage", "desk"),
    ("api", "desk"),
    ("comments", "facts"),
    ("alerts", "support"),
]
# Rooms that the design names, and that a later day will build: the rule must already know their places.
PLANNED = [("coverage", "comments"), ("media", "coverage"), ("facts", "wire")]
FAULTS = UPWARD + NEIGHBOURS + PLANNED


def copy_of_the_house(folder: Path) -> Path:
    shutil.copytree(HOUSE / "dateline", folder / "dateline", ignore=shutil.ignore_patterns("__pycache__", "assets"))
    shutil.copy(HOUSE / "pyproject.toml", folder)
    return folder


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = str(Path(sys.executable).parent / "lint-imports")
    return subprocess.run([command, "--no-logo", "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)


def room(folder: Path, name: str) -> Path:
    path = folder / "dateline" / name
    path.mkdir(exist_ok=True)
    (path / "__init__.py").touch()
    return path


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    """What the linter says of a house in which every fault is planted at once."""
    folder = copy_of_the_house(tmp_path_factory.mktemp("faulty"))
    for above, below in FAULTS:
        room(folder, below)
        (room(folder, above) / f"planted_{below}.py").write_text(f"import dateline.{below}\n")
    (room(folder, "desk") / "planted_log.py").write_text("from dateline.stream.log import append\n")
    return lint_imports(folder)


def test_the_house_as_it_stands_keeps_its_layers(tmp_path: Path) -> None:
    answer = lint_imports(copy_of_the_house(tmp_path))
    assert answer.returncode == 0, answer.stdout


@pytest.mark.parametrize("importer,imported", FAULTS)
def test_a_planted_import_is_found(faulty: subprocess.CompletedProcess[str], importer: str, imported: str) -> None:
    assert faulty.returncode == 1
    assert "Imports only look down BROKEN" in faulty.stdout
    assert f"dateline.{importer}.planted_{imported} -> dateline.{imported} " in faulty.stdout


def test_a_screen_that_writes_to_a_log_is_found(faulty: subprocess.CompletedProcess[str]) -> None:
    assert "Only rooms that own coverage write to a log BROKEN" in faulty.stdout
    assert "dateline.desk.planted_log -> dateline.stream.log" in faulty.stdout


def test_a_room_without_a_place_is_found(tmp_path: Path) -> None:
    folder = copy_of_the_house(tmp_path)
    room(folder, "attic")
    answer = lint_imports(folder)
    assert answer.returncode == 1
    assert "dateline.attic" in answer.stdout

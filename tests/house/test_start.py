"""`bin/dateline` makes what is missing, once: tried on a house with the same commands and nothing to download."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.checkout import NPM, House
from tests.house.tree import HOUSE

OFFLINE = "#!/bin/sh\necho no network >&2\nexit 1\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> House:
    """A house after its first start, in which two people were too quick."""
    house = House(tmp_path_factory.mktemp("house"))
    both = [house.begin("dateline", "first"), house.begin("dateline", "first")]
    for process in both:
        told, said = process.communicate(timeout=120)
        assert (process.returncode, told) == (0, house.ran("first")), said
    house.first_builds = house.builds()
    return house


@pytest.fixture
def house(made: House) -> House:
    """The made house, with a network again."""
    made.program("npm", NPM)
    return made


def test_two_first_starts_at_once_make_one_house(made: House) -> None:
    assert made.first_builds == 1


def test_a_second_start_makes_nothing_and_needs_no_network(house: House) -> None:
    house.program("npm", OFFLINE)
    assert house.run("dateline", "new", PIP_INDEX_URL="https://nowhere.invalid") == (0, house.ran("new"), [])


def test_serve_is_a_short_name(house: House) -> None:
    assert house.run("serve", "--port", "8080") == (0, house.ran("serve --port 8080"), [])


def test_a_link_to_the_command_works_too(house: House) -> None:
    (house.programs / "newsroom").symlink_to(house.folder / "bin" / "dateline")
    words = [str(house.programs / "newsroom"), "new"]
    answer = subprocess.run(words, env={"PATH": os.defpath}, capture_output=True, text=True, check=False)
    assert (answer.stdout, answer.stderr) == (house.ran("new"), "")


def test_a_newsroom_may_live_elsewhere(house: House) -> None:
    assert house.run("dateline", "new", DATELINE_HOME="elsewhere") == (0, "new ran in elsewhere\n", [])


def test_a_changed_source_is_built_again(house: House) -> None:
    builds = house.builds()
    house.write("frontend/reader/live.ts", f"changed({builds})")
    assert house.run("dateline")[2] == ["Building the front end …"]
    assert house.builds() == builds + 1


def test_changed_requirements_are_installed_again(house: House) -> None:
    house.write("requirements/run.txt", "# changed\n")
    assert house.run("dateline")[2] == ["Bringing the environment up to date …"]
    assert house.run("dateline")[2] == []


def test_an_interrupted_environment_is_made_again(house: House) -> None:
    (house.folder / ".venv" / "dateline-run").unlink()
    next((house.folder / ".venv").rglob("dateline.pth")).unlink()
    assert house.run("dateline", "new") == (0, house.ran("new"), ["Making the environment (once, about a minute) …"])


def test_packages_that_cannot_be_had_are_told_and_asked_for_again(house: House) -> None:
    house.write("frontend/package-lock.json", "{}")
    house.program("npm", OFFLINE)
    code, told, said = house.run("dateline")
    assert (code, told) == (1, "")
    assert said[-1].endswith("Once that is put right, run the same command again.")
    house.program("npm", NPM)
    assert house.run("dateline", "new")[:2] == (0, house.ran("new"))


def test_a_checkout_that_was_moved_makes_its_environment_again(house: House, tmp_path: Path) -> None:
    moved = House(tmp_path)
    shutil.copytree(house.folder / ".venv", moved.folder / ".venv", symlinks=True)
    code, told, said = moved.run("dateline", "new")
    assert (code, told) == (0, moved.ran("new"))
    assert said[0] == "Making the environment (once, about a minute) …"


def test_an_old_python_is_refused_with_a_way_out(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.program("python2", "#!/bin/sh\nexit 1\n")
    code, told, said = house.run("dateline", PYTHON="python2")
    assert (code, told) == (1, "")
    assert said == ["PYTHON names python2, which is not Python 3.11 or newer. Name another, or leave PYTHON out."]


def test_a_python_without_venv_is_refused_with_the_one_command_to_run(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.program("id", "#!/bin/sh\necho 1000\n")
    house.program("debian-python", f'#!/bin/sh\ncase "$2" in *ensurepip*) exit 1 ;; esac\nexec {sys.executable} "$@"\n')
    code, told, said = house.run("dateline", PYTHON="debian-python")
    assert (code, told) == (1, "")
    assert said == ["This Python cannot make environments yet. Run this once: sudo apt-get install -y python3-venv"]


@pytest.mark.parametrize("path", sorted((HOUSE / "bin").rglob("*.sh")), ids=lambda path: path.name)
def test_a_shared_script_is_only_read(path: Path) -> None:
    assert not path.stat().st_mode & 0o111


@pytest.mark.parametrize(
    "path", [path for path in (HOUSE / "bin").iterdir() if path.is_file()], ids=lambda path: path.name
)
def test_a_command_can_be_run(path: Path) -> None:
    assert path.stat().st_mode & 0o111
    assert path.read_text().startswith("#!/usr/bin/env bash\n# ")
    subprocess.run(["bash", "-n", path], check=True)

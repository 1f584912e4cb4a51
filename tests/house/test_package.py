"""What is in the house is in the package."""

import fnmatch
import re
import tomllib

import dateline
from tests.house.tree import HOUSE, files, named

PROJECT = tomllib.loads((HOUSE / "pyproject.toml").read_text())


def test_every_file_of_the_house_is_packaged() -> None:
    patterns = [pattern.removeprefix("**/") for pattern in PROJECT["tool"]["setuptools"]["package-data"]["*"]]
    house = [path for path in files() if named(path).startswith("dateline/") and path.suffix != ".py"]
    assert [named(path) for path in house if not any(fnmatch.fnmatch(path.name, pattern) for pattern in patterns)] == []


def test_every_folder_with_code_is_a_package() -> None:
    folders = {path.parent for path in files() if path.suffix == ".py" and named(path).startswith("dateline/")}
    assert [named(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_a_version_is_three_numbers() -> None:
    assert [number.isdigit() for number in dateline.__version__.split(".")] == [True, True, True]


def test_what_is_asked_for_is_locked_with_hashes() -> None:
    for name in ("run", "test", "node"):
        asked = (HOUSE / "requirements" / f"{name}.in").read_text().splitlines()
        locked = (HOUSE / "requirements" / f"{name}.txt").read_text()
        assert [line for line in asked if line[:1].isalpha() and f"\n{_package(line)}" not in f"\n{locked}"] == []
        assert locked.count("==") <= locked.count("--hash=sha256:")


def _package(line: str) -> str:
    """Return how a locked line of this package begins: `psycopg[binary]` is locked as `psycopg==…`."""
    return "".join(re.findall(r"^[\w-]+", line)).lower() + "=="

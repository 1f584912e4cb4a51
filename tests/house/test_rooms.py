"""What layers and lint cannot say about the rooms: sizes, tables, and who writes."""

import ast

import pytest

from tests.house.tree import HOUSE, files, named

LONGEST = 400
SURFACES = ("desk", "livepage", "api", "config")
WRITES = {"bulk_create", "bulk_update", "create", "delete", "get_or_create", "save", "update", "update_or_create"}
# Only these write to tables: the verbs, the log, a restore, and what the accounts library asks of its adapter.
WRITERS = ("actions", "stream/log.py", "stream/restored.py", "config/backup", "migrations", "accounts/adapter.py")

PYTHON = [path for path in files() if path.suffix == ".py"]
ROOMS = [path for path in PYTHON if named(path).startswith("dateline/")]


def test_every_file_can_be_read_in_one_sitting() -> None:
    code = [
        path for path in files() if path.suffix in {".py", ".ts", ".mjs", ".css"} and "migrations" not in path.parts
    ]
    long = [named(path) for path in code if len(path.read_text().splitlines()) > LONGEST]
    assert long == [], "make each a folder of verbs"


@pytest.mark.parametrize("surface", SURFACES)
def test_a_surface_owns_no_tables(surface: str) -> None:
    assert not (HOUSE / "dateline" / surface / "models.py").exists()
    assert not (HOUSE / "dateline" / surface / "migrations").exists()


def test_no_table_overrides_save() -> None:
    assert [f"{named(path)}: {place}" for path in ROOMS for place in overridden_saves(path.read_text())] == []


def test_only_actions_write() -> None:
    others = [path for path in ROOMS if not any(writer in named(path) for writer in WRITERS)]
    assert [f"{named(path)}: {place}" for path in others for place in writes(path.read_text())] == []


def test_a_planted_save_is_found() -> None:
    assert overridden_saves("class Entry:\n    def save(self) -> None: ...\n") == ["line 2"]


@pytest.mark.parametrize(
    "line", ["Entry.objects.create(body=b)", "Entry.objects.filter(pk=1).update(x=2)", "entry.save()"]
)
def test_a_planted_write_is_found(line: str) -> None:
    assert writes(f"def view():\n    {line}\n") == ["line 2"]


def overridden_saves(text: str) -> list[str]:
    classes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ClassDef)]
    verbs = [part for node in classes for part in node.body if isinstance(part, ast.FunctionDef)]
    return [f"line {verb.lineno}" for verb in verbs if verb.name == "save"]


def writes(text: str) -> list[str]:
    """Return where a table is written: `X.objects.….update(…)`, or `x.save()` and `x.delete()`."""
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    return [f"line {call.lineno}" for call in calls if isinstance(call.func, ast.Attribute) and is_write(call.func)]


def is_write(verb: ast.Attribute) -> bool:
    source = ast.unparse(verb.value)
    return verb.attr in WRITES and (".objects" in source or verb.attr == "save")

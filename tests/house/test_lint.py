"""Ruff knows the house's habits. Each fault is shown to it as if it stood in a room, and must be refused."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import HOUSE

SIGNALS = "No signals: call the action below you, or tail the log with a cursor of your own."
FAULTS = [
    (
        "a signal",
        "dateline/coverage/planted.py",
        "from django.dispatch import receiver\n\nprint_ = receiver\n",
        SIGNALS,
    ),
    ("a signal of the models", "dateline/desk/planted.py", "import django.db.models.signals as s\n\nx = s\n", SIGNALS),
    ("an import inside a function", "dateline/wire/planted.py", "def verb() -> None:\n    import json\n", "PLC0415"),
    (
        "a boolean switch",
        "dateline/coverage/planted.py",
        "def withdraw(entry: int, quietly: bool) -> None: ...\n",
        "FBT001",
    ),
    ("print outside the command line", "dateline/stream/planted.py", 'print("here")\n', "T201"),
    ("a relative import", "dateline/desk/planted.py", "from . import entries\n\nx = entries\n", "TID252"),
    (
        "a clock that no test can hold",
        "dateline/coverage/planted.py",
        "from datetime import datetime\n\nx = datetime.now\n",
        "kit.clock.now",
    ),
    ("an exception swallowed", "dateline/kit/planted.py", "try:\n    x = 1\nexcept Exception:\n    x = 2\n", "BLE001"),
    ("an ignore without its reason's code", "dateline/kit/planted.py", "x = 1  # type: ignore\n", "PGH003"),
]


def ruff(path: str, text: str) -> subprocess.CompletedProcess[str]:
    words = [str(Path(sys.executable).parent / "ruff"), "check", "--no-cache", "--stdin-filename", path, "-"]
    return subprocess.run(words, input=text, cwd=HOUSE, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("fault,path,text,said", FAULTS, ids=[fault for fault, *_ in FAULTS])
def test_a_planted_fault_is_refused(fault: str, path: str, text: str, said: str) -> None:
    answer = ruff(path, text)
    assert answer.returncode == 1
    assert said in answer.stdout


def test_a_command_may_print() -> None:
    assert ruff("dateline/config/commands/planted.py", 'print("here")\n').returncode == 0

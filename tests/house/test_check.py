"""`bin/check` and `bin/test` run every part, say which failed, and end badly if one did: tried with stand-ins."""

import subprocess
from pathlib import Path

import pytest

from tests.house.checkout import House

# What each command does when its installation is already done.
DONE = """
set -eu
. bin/lib/house.sh
. bin/lib/python.sh
. bin/lib/frontend.sh
mkdir -p "$VENV/bin" "$FRONTEND/node_modules/.bin" "$ASSETS"
echo '{}' >"$ASSETS/manifest.json"
stamp "$VENV/dateline-run" "$(environment_key run)"
stamp "$VENV/dateline-test" "$(environment_key test)"
stamp "$FRONTEND/node_modules/.dateline" "$(modules_key test)"
stamp "$ASSETS/.built-from" "$(assets_key)"
"""
WELL = "#!/bin/sh\nexit 0\n"
PYTEST = """#!/bin/sh
[ "$2" = tests.postgres ] && where=Postgres || where=SQLite
echo "$@"
echo "== 3 passed on $where =="
exit $(cat "$HOME/$where" 2>/dev/null || echo 0)
"""
PARTS = [
    "formatting",
    "ruff",
    "types",
    "layers",
    "migrations",
    "documents and the house's own rules",
    "front-end types",
    "front-end size",
]


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A house whose environment is made of stand-ins that find nothing wrong."""
    house = House(tmp_path)
    subprocess.run(["bash", "-c", DONE], cwd=house.folder, check=True)
    for name in ("ruff", "mypy", "lint-imports", "python"):
        stand_in(house, f".venv/bin/{name}", WELL)
    stand_in(house, "frontend/node_modules/.bin/tsc", WELL)
    for package in ("chromium", "nginx", "varnishd", "wrk", "initdb", "id"):
        house.program(package, WELL)
    return house


def stand_in(house: House, name: str, text: str) -> None:
    house.write(name, text)
    (house.folder / name).chmod(0o755)


def test_a_well_house_passes_every_part(house: House) -> None:
    code, told, _ = house.run("check")
    assert code == 0
    assert told.splitlines() == [f"ok      {part}" for part in PARTS]


def test_every_part_runs_and_those_that_failed_are_named_last(house: House) -> None:
    stand_in(house, ".venv/bin/mypy", "#!/bin/sh\necho wrong type\nexit 1\n")
    stand_in(house, "frontend/node_modules/.bin/tsc", "#!/bin/sh\necho wrong script\nexit 2\n")
    code, told, _ = house.run("check")
    assert code == 1
    assert "FAILED  types\nwrong type\nok      layers\n" in told
    assert told.endswith("\nNot well: types, front-end types.\n")


def test_check_refuses_what_it_does_not_know(house: House) -> None:
    assert house.run("check", "--quick") == (1, "", ["bin/check takes no arguments but --fix."])


def test_tests_run_on_both_databases_and_the_closing_lines_come_last(house: House) -> None:
    stand_in(house, ".venv/bin/python", PYTEST)
    code, told, _ = house.run("test", "tests/kit")
    assert code == 0
    assert told.splitlines()[-2:] == ["SQLite: == 3 passed on SQLite ==", "Postgres: == 3 passed on Postgres =="]
    assert told.count("tests/kit\n") == 2


@pytest.mark.parametrize(
    "database,pytest_code,code", [("SQLite", 1, 1), ("Postgres", 1, 1), ("SQLite", 5, 1), ("Postgres", 5, 0)]
)
def test_a_failure_on_either_database_is_a_failure(house: House, database: str, pytest_code: int, code: int) -> None:
    stand_in(house, ".venv/bin/python", PYTEST)
    (house.folder.parent / database).write_text(str(pytest_code))
    assert house.run("test")[0] == code


def test_a_missing_program_is_named_with_the_way_to_install_it(house: House) -> None:
    script = "id() { echo 1000; }; . bin/lib/house.sh; . bin/lib/packages.sh; packages bash no-such-program"
    answer = subprocess.run(["bash", "-c", script], cwd=house.folder, capture_output=True, text=True, check=True)
    assert answer.stderr == (
        "Missing: no-such-program. What needs them will fail and say so."
        " On Debian: sudo apt-get install -y no-such-program\n"
    )

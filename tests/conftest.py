"""What every test may ask for, and which tests run on which database."""

import os

import hypothesis
import pytest

from tests import settings

pytest_plugins = ["tests.servers", "tests.browser"]

hypothesis.settings.register_profile("house", deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis.settings.load_profile("house")

TOUCHES_A_DATABASE = {"db", "transactional_db", "server", "own_server", "own_cluster", "exposed"}


def pytest_report_header() -> str:
    return f"database: {'Postgres' if settings.POSTGRES_URL else 'SQLite'}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On Postgres, leave out what touches no database: it has run on SQLite already, and would only run again."""
    if not settings.POSTGRES_URL:
        return
    kept = [item for item in items if _touches_a_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept


def _touches_a_database(item: pytest.Item) -> bool:
    # A cache in front sees HTTP; which database is behind it makes no difference to it.
    if "caches" in item.path.parts:
        return False
    fixtures: list[str] = getattr(item, "fixturenames", [])
    return item.get_closest_marker("django_db") is not None or not TOUCHES_A_DATABASE.isdisjoint(fixtures)

"""The gazetteer, built once a checkout as the first use of the command builds it."""

import pytest

from dateline.facts.gazetteer import build
from dateline.facts.gazetteer.lookup import Gazetteer
from tests.house.tree import HOUSE


@pytest.fixture(scope="session")
def atlas() -> Gazetteer:
    path = build.file_in(HOUSE / "var")
    if not path.exists():
        build.build(path)
    return Gazetteer(path)

"""What a publish asks of the database: as much for the thousandth entry as for the tenth."""

import re

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.desk.conftest import Cast

FEW, MANY = 5, 200
# Session, person, live blog; the transaction's eleven with its beginning and end; and on Postgres the ring.
MOST_STATEMENTS = 15
VALUES = re.compile(r"'(?:[^']|'')*'|\b\d+\b")


def statements(cast: Cast, *, key: bool) -> list[str]:
    """Publish one entry through the desk and return what was asked of the database."""
    with CaptureQueriesContext(connection) as captured:
        cast.nora.publishes(key=key)
    # The last of them is the test's own, which reads the entry back.
    return [query["sql"] for query in captured.captured_queries][:-1]


def shape(statement: str) -> str:
    """Return the statement without its values."""
    return re.sub(r"(?:\?, )+", "", VALUES.sub("?", statement))


def cost(cast: Cast, *, key: bool) -> list[tuple[str, int]]:
    """Publish one entry and return the form of each statement, with how many rows it finds as things stand now."""
    return [(shape(one), rows_found(one)) for one in statements(cast, key=key)]


def rows_found(statement: str) -> int:
    # A ring is a SELECT as well, but of no table.
    if not (statement.startswith("SELECT") and " FROM " in statement):
        return 0
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return len(cursor.fetchall())


def plan(statement: str) -> str:
    explain = "EXPLAIN QUERY PLAN"
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            explain = "EXPLAIN"
            # So few rows are read quickest one after the other: ask how they would be read if there were many.
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"{explain} {statement}")
        return "\n".join(str(row) for row in cursor.fetchall())


@pytest.mark.parametrize("key", [False, True], ids=["plain", "key"])
def test_publishing_asks_the_same_of_the_database_however_many_entries_there_are(cast: Cast, *, key: bool) -> None:
    def fill(upto: int) -> None:
        while cast.nora.publishes(key=key).position < upto:
            pass

    # More key events than the page lists, so that the list is full both times.
    fill(30 if key else FEW)
    before = cost(cast, key=key)
    fill(MANY)
    assert cost(cast, key=key) == before


@pytest.mark.parametrize("key", [False, True], ids=["plain", "key"])
def test_no_table_is_read_from_end_to_end_to_publish(cast: Cast, *, key: bool) -> None:
    cast.nora.publishes(key=key)
    asked = [one for one in statements(cast, key=key) if " FROM " in one or one.startswith("UPDATE")]
    assert len(asked) > 5
    for one in asked:
        assert not re.search(r"\bSCAN\b|Seq Scan", plan(one)), f"{one}\n{plan(one)}"


def test_a_publish_is_a_handful_of_statements(cast: Cast) -> None:
    cast.nora.publishes()
    asked = statements(cast, key=False)
    assert len(asked) <= MOST_STATEMENTS, "\n".join(asked)
    assert len({shape(one) for one in asked}) == len(asked), "\n".join(asked)

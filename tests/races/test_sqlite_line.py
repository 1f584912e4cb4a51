"""Writers on SQLite: in one process they wait in line, and who waits too long for another process is told so."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial

import pytest
from django.db import IntegrityError, connection, transaction

from dateline.accounts.actions import add_staff
from dateline.config import cli
from dateline.config.sqlite.base import DatabaseWrapper
from dateline.coverage.actions import begin_live_blog
from dateline.coverage.models import Entry, LiveBlog
from dateline.kit import clock
from dateline.stream.log import open_log
from dateline.stream.models import Log, Message
from tests import settings
from tests.desk.conftest import Person, refusal, request_id, told, words
from tests.faults.conftest import begun
from tests.servers import Server
from tests.stream.logs import Aside, say

pytestmark = pytest.mark.skipif(bool(settings.POSTGRES_URL), reason="Postgres has as many writers as there are")

WRITERS, EACH = 16, 2
HOLD = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


class TakenBack(Exception):
    """What the writer wrote is taken back."""


@contextmanager
def held_by_another_process() -> Iterator[None]:
    """Another program has begun to write and does not finish, as a long import."""
    command = [sys.executable, "-c", HOLD, str(connection.settings_dict["NAME"])]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        # Its standard input ends with the block, and then it does.
        yield


@pytest.fixture
def impatient(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for another process for longer than a moment."""
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.1)
    connection.close()


@pytest.fixture
def nora(transactional_db: None) -> Person:
    """An editor at the desk of a live blog."""
    blog = begin_live_blog(headline="Storm Ada")
    at_desk = Person(blog.slug, add_staff("nora@example.org", name="Nora", role="editor", password="of long standing"))
    assert at_desk.staff
    at_desk.client.force_login(at_desk.staff)
    return at_desk


def test_sixteen_people_and_other_programs_publish_at_once_and_everything_is_there_once(own_server: Server) -> None:
    own_server.start()
    with begun(own_server) as run, ThreadPoolExecutor(WRITERS + 2) as everybody:
        # What is asked here is that each is answered, not how soon on a slow machine.
        run.editor.browser.timeout = 60

        def at_the_desk(writer: int) -> None:
            for number in range(EACH):
                heading = f"Writer {writer}, update {number}"
                answer = run.editor.post(heading, request_id=request_id())
                assert answer.status_code == 200, answer.text
                run.acknowledged[heading] = answer.json()

        def by_a_program(number: int) -> None:
            heading = f"Program {number}"
            finished = own_server.run_command("publish", run.slug, "--heading", heading, "--json", stdin="By wire.")
            assert finished.returncode == 0, finished.stderr
            run.acknowledged[heading] = json.loads(finished.stdout)

        doing = [everybody.submit(by_a_program, number) for number in range(2)]
        doing += [everybody.submit(at_the_desk, writer) for writer in range(WRITERS)]
        for one in doing:
            one.result()
        run.check()


def test_writers_of_one_process_never_meet_the_lock_of_sqlite(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def not_at_all(database: DatabaseWrapper, seconds: float) -> None:
        database.connection.execute("PRAGMA busy_timeout = 0")

    monkeypatch.setattr(DatabaseWrapper, "_have_sqlite_wait", not_at_all)
    to = open_log("live/storm-maren")
    writers = [Aside(target=say, args=(to, *["word"] * EACH), name="writer") for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join_well()
    assert list(Message.objects.order_by("n").values_list("n", flat=True)) == list(range(1, WRITERS * EACH + 1))


def raises(to: Log) -> None:
    with suppress(TakenBack), transaction.atomic(durable=True):
        say(to, "taken back")
        raise TakenBack


def raises_in_an_inner_block(to: Log) -> None:
    with transaction.atomic(), suppress(TakenBack), transaction.atomic():
        say(to, "taken back")
        raise TakenBack


def is_refused_at_the_commit(to: Log) -> None:
    # Whether there is such a log is looked at when all is done.
    with pytest.raises(IntegrityError):
        _write_to_no_log()


@transaction.atomic
def _write_to_no_log() -> None:
    Message.objects.create(log_id=-1, n=1, kind="test.said", at=clock.now(), text="{}")


def loses_its_connection(to: Log) -> None:
    with transaction.atomic():
        say(to, "taken back")
        connection.close()


def rings_after_the_commit(to: Log) -> None:
    with transaction.atomic():
        transaction.on_commit(partial(say, to, "kept"))


@pytest.mark.parametrize(
    "way, kept",
    [
        (raises, 0),
        (raises_in_an_inner_block, 0),
        (is_refused_at_the_commit, 0),
        (loses_its_connection, 0),
        (rings_after_the_commit, 1),
    ],
)
def test_the_next_in_line_has_its_turn_however_a_transaction_ends(
    transactional_db: None, way: Callable[[Log], None], kept: int
) -> None:
    to = open_log("live/storm-maren")
    for writer in (Aside(target=way, args=(to,)), Aside(target=say, args=(to, "next"))):
        writer.start()
        writer.join_well()
    way(to)
    say(to, "last")
    texts = list(Message.objects.order_by("n").values_list("text", flat=True))
    assert [json.loads(text)["words"] for text in texts] == ["kept"] * kept + ["next"] + ["kept"] * kept + ["last"]


def test_who_waits_too_long_for_another_program_is_told_so_keeps_the_text_and_may_send_it_again(
    nora: Person, impatient: None
) -> None:
    draft = "draft00001"
    assert nora.saves(draft, "Tug").status_code == 200
    asked = words("Tug", request_id=request_id(), draft=draft)
    with held_by_another_process():
        answer = nora.post("entries", asked)
        assert refusal(answer) == (503, "database_unavailable")
        assert "locked" not in answer.content.decode()
        # One statement alone, which takes no place in line.
        assert refusal(nora.ask("DELETE", f"drafts/{draft}")) == (503, "database_unavailable")
        assert refusal(nora.saves(draft, "Tug and barge", revision=1)) == (503, "database_unavailable")
        assert told(nora.ask("GET", f"drafts/{draft}"))["heading"] == "Tug"
    assert nora.post("entries", asked).status_code == 200
    assert nora.post("entries", asked).status_code == 200
    assert Entry.objects.count() == 1


def test_a_whole_line_behind_another_program_is_told_so_and_none_of_it_is_lost(nora: Person, impatient: None) -> None:
    asked = [words(f"Update {writer}", request_id=request_id()) for writer in range(WRITERS)]
    answers: dict[int, set[tuple[int, str]]] = {writer: set() for writer in range(WRITERS)}

    def publish(writer: int) -> None:
        at_desk = Person(nora.slug, nora.staff)
        at_desk.client.cookies = nora.client.cookies
        answers[writer].add(refusal(at_desk.post("entries", asked[writer])))

    with held_by_another_process():
        line = [Aside(target=publish, args=(writer,), name="writer") for writer in range(WRITERS)]
        for writer in line:
            writer.start()
        for writer in line:
            writer.join_well()
    assert list(answers.values()) == [{(503, "database_unavailable")}] * WRITERS
    assert [nora.post("entries", one).status_code for one in asked] == [200] * WRITERS
    assert Entry.objects.count() == WRITERS


def test_a_command_that_waits_too_long_for_another_program_says_so(
    impatient: None, capsys: pytest.CaptureFixture[str]
) -> None:
    with held_by_another_process():
        assert cli.main(["new", "--headline", "Storm Ada", "--json"]) == 1
    said = capsys.readouterr()
    assert json.loads(said.out)["code"] == "database_busy"
    assert said.err.startswith("Another program is writing to the database")
    assert LiveBlog.objects.count() == 0

"""Backup and restore, as an operator does it: by the command, beside a running server, on either database."""

import contextlib
import json
import re
import resource
import secrets
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from dateline.config.backup import archive
from dateline.config.backup.take import take_backup
from dateline.kit.refusal import Refusal
from dateline.stream.models import Log
from tests import settings
from tests.config.scripts import record
from tests.faults.run import Editor, fresh_page
from tests.livepage.newsroom import begin
from tests.servers import HOUSE, Server, own_server_in
from tests.stream.logs import Aside, events, offset

ON_POSTGRES = pytest.mark.skipif(not settings.POSTGRES_URL, reason="needs both databases")


def done(finished: "subprocess.CompletedProcess[str]") -> dict[str, Any]:
    assert finished.returncode == 0, finished.stderr
    [line] = finished.stdout.splitlines()
    return dict(json.loads(line))


def publish(server: Server, slug: str, *headings: str) -> None:
    for heading in headings:
        done(
            server.run_command("publish", slug, "-", "--heading", heading, "--byline", "Mira", "--json", stdin="It is.")
        )


def begun(server: Server, *headings: str) -> str:
    """Begin a live blog with these entries and return its slug."""
    slug = str(done(server.run_command("new", "--headline", "Storm Ada", "--json"))["slug"])
    publish(server, slug, *headings)
    return slug


def publish_many(editor: Editor, count: int) -> None:
    for number in range(count):
        editor.publish(f"Update {number}")


def back_up(server: Server, target: Path) -> dict[str, list[dict[str, Any]]]:
    """Take a backup and return what its tables hold."""
    done(server.run_command("backup", "--to", str(target), "--json"))
    return held(target)


def held(backup: Path) -> dict[str, list[dict[str, Any]]]:
    """Return every row of a backup by table. Another `restored` of a log is no difference."""
    with zipfile.ZipFile(backup) as file:
        tables = json.loads(file.read("manifest.json"))["tables"]
        rows = {
            name: [
                dict(zip(table["columns"], json.loads(line), strict=True))
                for line in file.read(f"tables/{name}.jsonl").splitlines()
            ]
            for name, table in tables.items()
        }
    for log in rows["stream_log"]:
        log.pop("restored", None)
    return rows


def page(server: Server, slug: str) -> str:
    answer = httpx.get(f"{server.url}/live/{slug}", trust_env=False)
    assert answer.status_code == 200
    return re.sub(r"http://127\.0\.0\.1:\d+", "", answer.text)


@pytest.fixture
def second(tmp_path: Path) -> Iterator[Server]:
    """Another house, with a folder and an empty database of its own."""
    (tmp_path / "second").mkdir()
    with own_server_in(tmp_path / "second") as other:
        yield other


@pytest.fixture
def on_sqlite(tmp_path: Path) -> Server:
    """Another house, on the embedded database whatever the run is on."""
    (tmp_path / "sqlite").mkdir()
    return Server(tmp_path / "sqlite", database_url="")


def test_a_restored_house_is_the_one_that_was_backed_up(own_server: Server, second: Server, tmp_path: Path) -> None:
    own_server.start()
    slug = begun(own_server, "First tug", "Second tug")
    editor = Editor(own_server, slug)
    editor.sign_in()
    record(own_server, slug)
    before = back_up(own_server, tmp_path / "kept.zip")
    assert len(before["coverage_entry"]) == 2
    assert len(before["facts_claim"]) == len(before["facts_refusedsuggestion"]) == 1
    done(second.run_command("restore", str(tmp_path / "kept.zip"), "--json"))
    assert back_up(second, tmp_path / "again.zip") == before
    second.start()
    assert page(second, slug) == page(own_server, slug)
    # Whoever was signed in still is, and new rows are numbered after the old ones.
    cookies = {"dateline-session": editor.browser.cookies["dateline-session"]}
    assert httpx.get(f"{second.url}/desk/", cookies=cookies, trust_env=False).status_code == 200
    publish(second, slug, "Third tug")
    begun(second, "Another live blog")
    assert second.run_command("check").stdout.startswith("All is well")
    editor.browser.close()


@ON_POSTGRES
def test_a_newsroom_moves_from_sqlite_to_postgres_and_back(
    own_server: Server, second: Server, on_sqlite: Server, tmp_path: Path
) -> None:
    slug = begun(on_sqlite, "First tug", "Sturm über Köln 🌊")
    record(on_sqlite, slug)
    on_file = back_up(on_sqlite, tmp_path / "sqlite.zip")
    [[claim], [refused]] = on_file["facts_claim"], on_file["facts_refusedsuggestion"]
    assert (claim["changed"], refused["number"], refused["rule"]) == ("unit", "41.5//", "numbers.digits")
    done(own_server.run_command("restore", str(tmp_path / "sqlite.zip"), "--json"))
    publish(own_server, slug, "On Postgres")
    record(own_server, slug)
    on_postgres = back_up(own_server, tmp_path / "postgres.zip")
    assert [row for row in on_postgres["stream_message"] if row["n"] < 4] == on_file["stream_message"]
    done(on_sqlite.run_command("restore", str(tmp_path / "postgres.zip"), "--replace", "--json"))
    assert back_up(on_sqlite, tmp_path / "again.zip") == on_postgres
    publish(on_sqlite, slug, "On SQLite again")
    assert on_sqlite.run_command("check").stdout.startswith("All is well")
    assert own_server.run_command("check").stdout.startswith("All is well")


def test_a_backup_taken_while_entries_are_published_is_of_one_moment(
    own_server: Server, second: Server, tmp_path: Path
) -> None:
    own_server.start()
    slug = begun(own_server, "First tug")
    editor = Editor(own_server, slug)
    editor.sign_in()
    writer = Aside(target=lambda: publish_many(editor, 60), name="editor")
    writer.start()
    tails: list[int] = []
    while len(tails) < 2 or writer.is_alive():
        target = tmp_path / f"{len(tails)}.zip"
        rows = back_up(own_server, target)
        [log] = [row for row in rows["stream_log"] if row["name"] == f"live/{slug}"]
        numbers = [row["n"] for row in rows["stream_message"] if row["log_id"] == log["id"]]
        tails.append(log["tail"])
        assert numbers == list(range(1, log["tail"] + 1))
        assert len(rows["coverage_entry"]) == log["tail"]
    writer.join_well()
    editor.browser.close()
    done(second.run_command("restore", str(tmp_path / f"{len(tails) // 2}.zip"), "--json"))
    checked = second.run_command("check")
    assert checked.stdout.startswith("All is well"), checked.stdout


def test_a_restore_under_a_running_server_sends_its_readers_to_load_again(own_server: Server, tmp_path: Path) -> None:
    own_server.start()
    slug = begun(own_server, "First tug")
    back_up(own_server, tmp_path / "kept.zip")
    publish(own_server, slug, "Second tug", "Third tug")
    address = f"{own_server.url}/live/{slug}/log"
    asked = {"live": "sse", "offset": offset(3)}
    with httpx.stream("GET", address, params=asked, timeout=60, trust_env=False) as answer:
        seen = events(answer)
        assert next(seen).type == "control"
        done(own_server.run_command("restore", str(tmp_path / "kept.zip"), "--replace", "--json"))
        assert {event.type for event in seen} <= {"heartbeat"}
    refused = httpx.get(address, params=asked, trust_env=False)
    assert (refused.status_code, refused.json()["code"]) == (400, "offset_ahead")
    fresh = fresh_page(own_server, slug)
    assert (fresh.n, len(fresh.entries)) == (1, 1)
    publish(own_server, slug, "Another tug")
    assert own_server.run_command("check").stdout.startswith("All is well")


def test_a_backup_of_an_older_version_is_restored_and_brought_up_to_date(
    own_server: Server, second: Server, tmp_path: Path
) -> None:
    slug = begun(own_server, "First tug")
    older = subprocess.run(
        [sys.executable, "-m", "django", "migrate", "stream", "0001"],
        env=own_server._environment | {"DJANGO_SETTINGS_MODULE": "dateline.config.settings"},
        cwd=HOUSE,
        check=False,
        capture_output=True,
        text=True,
    )
    assert older.returncode == 0, older.stderr
    rows = back_up(own_server, tmp_path / "older.zip")
    begun(second, "This goes")
    done(second.run_command("restore", str(tmp_path / "older.zip"), "--replace", "--json"))
    publish(second, slug, "Second tug")
    assert second.run_command("check").stdout.startswith("All is well")
    after = back_up(second, tmp_path / "newer.zip")
    assert after["stream_message"][:1] == rows["stream_message"]
    assert len(after["coverage_liveblog"]) == 1


def spoil(good: Path, how: str) -> Path:
    """Make a file that is not the backup it says it is."""
    spoiled = good.with_name(f"{how}.zip")
    whole = good.read_bytes()
    with zipfile.ZipFile(good) as file:
        members = {name: file.read(name) for name in file.namelist()}
    manifest = json.loads(members["manifest.json"])
    messages = "tables/stream_message.jsonl"
    if how == "cut off":
        spoiled.write_bytes(whole[: len(whole) // 2])
        return spoiled
    if how == "one byte":
        place = whole.index(messages.encode()) + len(messages) + 40
        spoiled.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        return spoiled
    if how == "a row less":
        members[messages] = b"".join(members[messages].splitlines(keepends=True)[1:])
    if how == "a table less":
        del members[messages]
    if how == "another format":
        manifest |= {"format": 99, "program": "9.9"}
    if how == "a newer program":
        manifest |= {"migrations": [*manifest["migrations"], ["coverage", "9999_tomorrow"]], "program": "9.9"}
    if how == "somebody else's":
        manifest = {"name": "an extension for a browser"}
    members["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(spoiled, "w") as file:
        for name, text in members.items():
            file.writestr(name, text)
    return spoiled


def test_what_is_not_a_whole_backup_of_ours_is_refused_and_nothing_is_changed(
    own_server: Server, tmp_path: Path
) -> None:
    begun(own_server, "First tug")
    good = tmp_path / "good.zip"
    before = back_up(own_server, good)
    (tmp_path / "text.zip").write_text("Not a backup.")
    refused = {
        tmp_path / "none.zip": "file_unreadable",
        tmp_path: "file_unreadable",
        tmp_path / "text.zip": "not_a_backup",
        spoil(good, "cut off"): "not_a_backup",
        spoil(good, "somebody else's"): "not_a_backup",
        spoil(good, "one byte"): "backup_damaged",
        spoil(good, "a row less"): "backup_damaged",
        spoil(good, "a table less"): "backup_damaged",
        spoil(good, "another format"): "backup_newer",
        spoil(good, "a newer program"): "backup_newer",
    }
    for file, code in refused.items():
        finished = own_server.run_command("restore", str(file), "--replace", "--json")
        assert finished.returncode == 1, (file, finished.stderr)
        assert json.loads(finished.stdout)["code"] == code, file
        assert "Traceback" not in finished.stderr
    finished = own_server.run_command("restore", str(good), "--json")
    assert json.loads(finished.stdout)["code"] == "database_not_empty"
    assert "coverage_entry: 1" in finished.stderr
    assert done(own_server.run_command("restore", str(good), "--dry-run", "--json"))["restored"] is False
    assert back_up(own_server, tmp_path / "after.zip") == before


DIES_AT_ROW = """
import os, signal, sys
from pathlib import Path
import django
django.setup()
from dateline.config.backup import archive, restore, take
seen = 0
def die(rows):
    global seen
    seen += rows
    if seen > int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)
if sys.argv[1] == "backup":
    take.take_backup(Path(sys.argv[2]), database="any", secret_key=None, progress=lambda total: die)
else:
    with archive.reading(Path(sys.argv[2])) as backup:
        restore.put_back(backup, replace=lambda: None, count=die)
"""


def killed(server: Server, verb: str, file: Path, *, row: int) -> None:
    """Have a backup or restore be killed when it has come to this row."""
    process = subprocess.run(
        [sys.executable, "-c", DIES_AT_ROW, verb, str(file), str(row)],
        env=server._environment | {"DJANGO_SETTINGS_MODULE": "dateline.config.settings"},
        cwd=HOUSE,
        check=False,
        capture_output=True,
        text=True,
    )
    assert process.returncode == -signal.SIGKILL, process.stderr


def test_a_restore_that_is_killed_in_the_middle_changes_nothing(own_server: Server, tmp_path: Path) -> None:
    slug = begun(own_server, "First tug")
    rows = sum(map(len, back_up(own_server, tmp_path / "kept.zip").values()))
    publish(own_server, slug, "Second tug")
    before = back_up(own_server, tmp_path / "before.zip")
    for row in (0, rows // 2, rows - 1):
        killed(own_server, "restore", tmp_path / "kept.zip", row=row)
        assert back_up(own_server, tmp_path / "after.zip") == before
    publish(own_server, slug, "Third tug")


def test_a_backup_that_is_killed_leaves_what_was_there(own_server: Server, tmp_path: Path) -> None:
    begun(own_server, "First tug")
    killed(own_server, "backup", tmp_path / "none.zip", row=3)
    assert not (tmp_path / "none.zip").exists()
    before = back_up(own_server, tmp_path / "kept.zip")
    killed(own_server, "backup", tmp_path / "kept.zip", row=3)
    assert held(tmp_path / "kept.zip") == before


def test_a_full_disk_is_a_sentence_and_leaves_no_part_of_a_backup(transactional_db: None, tmp_path: Path) -> None:
    newsroom = begin()
    for _ in range(20):
        newsroom.publish(text=secrets.token_hex(4_000))
    target = tmp_path / "kept.zip"
    with small_disk(40_000), pytest.raises(Refusal) as refused:
        take_backup(target, database="any", secret_key=None)
    assert refused.value.code == "backup_unwritable"
    assert list(tmp_path.iterdir()) == []
    take_backup(target, database="any", secret_key=None)
    with archive.reading(target) as backup:
        assert sum(backup.verified()) == backup.manifest.rows
    assert Log.objects.count() == len(backup.manifest.logs)


@contextlib.contextmanager
def small_disk(limit: int) -> Iterator[None]:
    """No file of this process may grow beyond so many bytes; writing further fails as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_backup_is_for_its_owner_alone_and_may_go_into_a_folder(own_server: Server, tmp_path: Path) -> None:
    begun(own_server)
    told = done(own_server.run_command("backup", "--json"))
    kept = Path(str(told["file"]))
    assert kept.parent == own_server.home / "backups"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.stat().st_size == told["bytes"]
    (tmp_path / "folder").mkdir()
    told = done(own_server.run_command("backup", "--to", str(tmp_path / "folder"), "--json"))
    assert Path(str(told["file"])).parent == tmp_path / "folder"
    finished = own_server.run_command("backup", "--to", str(tmp_path / "nowhere" / "kept.zip"), "--json")
    assert json.loads(finished.stdout)["code"] == "backup_unwritable"


def test_a_database_that_was_never_served_from_has_nothing_to_back_up(own_server: Server, tmp_path: Path) -> None:
    finished = own_server.run_command("backup", "--to", str(tmp_path / "kept.zip"), "--json")
    assert json.loads(finished.stdout)["code"] == "database_empty"
    assert not (tmp_path / "kept.zip").exists()

"""Whatever process changes an entry, its claims are reviewed: a server's desk, a script, and after a crash."""

import asyncio
import json
import secrets
from typing import Any

import httpx
import pytest

from dateline.config import asgi
from dateline.coverage.body.markdown import body_from_markdown
from dateline.facts.reviewer import reviewer
from tests.config.scripts import record, run_script
from tests.faults.run import Editor
from tests.servers import Server
from tests.waiting import until

CORRECTS = """
words = {"heading": "", "byline": "", "body": body_from_markdown("The air force shot down 44 drones.")}
correct_entry(version.entry, **words, reason="Miscounted.", base_version=1, by=None, request_id=sys.argv[2])
"""
DIES_AFTER_COMMIT = """
from dateline.stream.doorbell import bell
bell.ring = lambda name, n: os.kill(os.getpid(), signal.SIGKILL)
"""


def recorded(server: Server) -> tuple[str, str]:
    """Publish an entry and put its last word on the record. Return the live blog and the entry."""
    finished = server.run_command("new", "--headline", "A night of drones", "--json")
    slug = str(json.loads(finished.stdout)["slug"])
    finished = server.run_command("publish", slug, "-", "--json", stdin="The drones that were shot down: 41")
    record(server, slug)
    return slug, str(json.loads(finished.stdout)["entry"])


def log_of(server: Server, slug: str) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = httpx.get(f"{server.url}/live/{slug}/log?offset=-1", trust_env=False).json()
    return told


def reviewed(server: Server, slug: str) -> str | None:
    """Why the last message says that a claim waits for a person, if it says so."""
    last = log_of(server, slug)[-1]
    return str(last["claim"]["review"]) if last["kind"] == "claim.held" else None


@pytest.mark.parametrize(
    "verb,reason", [("revise", "quote_gone"), ("correct", "quote_gone"), ("withdraw", "entry_withdrawn")]
)
def test_an_entry_changed_at_the_desk_marks_its_claims(server: Server, verb: str, reason: str) -> None:
    slug, entry = recorded(server)
    editor = Editor(server, slug)
    editor.sign_in()
    words: dict[str, Any] = {"request_id": secrets.token_hex(8)}
    if verb != "withdraw":
        body = body_from_markdown("The air force shot down 44 drones.")
        words |= {"heading": "", "byline": "", "body": body, "base_version": 1}
    if verb != "revise":
        words["reason"] = "Miscounted."
    headers = {"Accept": "application/json", "X-CSRFToken": editor.browser.cookies["dateline-csrf"]}
    answer = editor.browser.post(f"/desk/{slug}/entries/{entry}/{verb}", json=words, headers=headers)
    editor.browser.close()
    assert answer.status_code == 200, answer.text
    assert until(lambda: reviewed(server, slug), what="the claim to be held") == reason


def test_a_program_that_changes_an_entry_and_ends_has_marked_its_claims(server: Server) -> None:
    slug, _ = recorded(server)
    assert run_script(server, CORRECTS, slug) == 0
    # Done before the program ended; a server on SQLite hears of it a tenth of a second later.
    assert until(lambda: reviewed(server, slug), seconds=20, what="the claim to be held") == "quote_gone"


def test_what_was_changed_right_before_a_crash_is_reviewed_when_a_server_starts(own_server: Server) -> None:
    slug, _ = recorded(own_server)
    assert run_script(own_server, DIES_AFTER_COMMIT + CORRECTS, slug) < 0
    own_server.start()
    assert until(lambda: reviewed(own_server, slug), what="the claim to be held") == "quote_gone"


def test_a_server_looks_everywhere_at_its_start_and_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[str] = []

    async def serve() -> None:
        enough = asyncio.Event()

        def look() -> None:
            looks.append("a look")
            if len(looks) == 3:
                enough.set()

        monkeypatch.setattr(asgi, "SECONDS_BETWEEN_REVIEWS", 0)
        monkeypatch.setattr(reviewer, "look_everywhere", look)
        reviewing = asyncio.create_task(asgi._keep_reviewing())
        await enough.wait()
        reviewing.cancel()

    asyncio.run(asyncio.wait_for(serve(), 30))
    assert len(looks) >= 3

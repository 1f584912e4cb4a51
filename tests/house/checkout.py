"""A checkout with the house's own commands, and nothing to download, to try those commands on."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.house.tree import HOUSE

NODE = """#!/bin/sh
[ "$1" = --version ] && { echo v22.0.0; exit; }
echo built >>../built
mkdir -p ../dateline/assets
echo '{}' >../dateline/assets/manifest.json
"""
MAIN = "import os, sys\nprint(*sys.argv[1:], 'ran in', os.environ['DATELINE_HOME'])\n"
NPM = "#!/bin/sh\nmkdir -p node_modules\n"


class House:
    """A checkout of a house whose command says only that it ran."""

    def __init__(self, folder: Path) -> None:
        self.first_builds = 0
        self.folder = folder / "checkout"
        self.programs = folder / "programs"
        for path in ("dateline/coverage/body", "frontend/reader", "requirements"):
            (self.folder / path).mkdir(parents=True)
        shutil.copytree(HOUSE / "bin", self.folder / "bin")
        self.write("dateline/__init__.py", "")
        self.write("dateline/__main__.py", MAIN)
        self.write("dateline/coverage/body/schema.json", "{}")
        for name in ("package.json", "package-lock.json", "build.mjs", "reader/live.ts"):
            self.write(f"frontend/{name}", "")
        for name in ("run", "test", "node"):
            self.write(f"requirements/{name}.txt", "")
        self.programs.mkdir()
        self.program("node", NODE)
        self.program("npm", NPM)

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text)

    def program(self, name: str, text: str) -> None:
        (self.programs / name).write_text(text)
        (self.programs / name).chmod(0o755)

    def begin(self, command: str, *words: str, **environment: str) -> "subprocess.Popen[str]":
        path = f"{self.programs}:{Path(sys.executable).parent}:{os.environ['PATH']}"
        return subprocess.Popen(
            [str(self.folder / "bin" / command), *words],
            cwd=self.folder.parent,
            env={"HOME": str(self.folder.parent), "PATH": path, "PYTHON": sys.executable} | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, command: str, *words: str, **environment: str) -> tuple[int, str, list[str]]:
        """Return the exit code, stdout, and the lines of stderr."""
        process = self.begin(command, *words, **environment)
        told, said = process.communicate(timeout=120)
        return process.returncode, told, said.splitlines()

    def ran(self, words: str) -> str:
        """What the house's command says when it was called with these words."""
        return f"{words} ran in {self.folder / 'var'}\n"

    def builds(self) -> int:
        return len((self.folder / "built").read_text().splitlines())

"""The samples of the contract fit the types that the front end reads messages with."""

import json
import subprocess
from pathlib import Path

from tests.coverage.test_contract import SAMPLES
from tests.programs import program

FRONTEND = Path(__file__).parents[2] / "frontend"


def compiled(folder: Path, samples: str) -> "subprocess.CompletedProcess[str]":
    source = folder / "samples.ts"
    source.write_text(
        f'import type {{ Message }} from "{FRONTEND}/shared/apply.ts";\nexport const samples: Message[] = {samples};\n'
    )
    compiler = FRONTEND / "node_modules" / "typescript" / "bin" / "tsc"
    strict = ["--noEmit", "--strict", "--target", "es2020", "--lib", "es2023,dom,dom.iterable"]
    modules = ["--module", "esnext", "--moduleResolution", "bundler", "--allowImportingTsExtensions", "--types", ""]
    words = [program("node"), str(compiler), *strict, *modules, str(source)]
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)


def test_every_sample_is_a_message_to_the_front_end(tmp_path: Path) -> None:
    finished = compiled(tmp_path, json.dumps(list(SAMPLES.values())))
    assert finished.returncode == 0, finished.stdout


def test_a_sample_of_another_form_would_be_noticed(tmp_path: Path) -> None:
    odd = json.loads(json.dumps(SAMPLES["entry.published"]))
    odd["entry"]["position"] = "first"
    finished = compiled(tmp_path, json.dumps([odd]))
    assert finished.returncode != 0
    assert "Type 'string' is not assignable to type 'number'" in finished.stdout

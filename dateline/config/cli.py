"""The command `dateline`: finds the verb, reads the settings, and says clearly what went wrong.

Exit codes: 0 done, 1 refused (nothing was changed), 2 the command or a setting is not understood, 130 interrupted.
"""

import argparse
import importlib
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any, Protocol

from dateline import __version__
from dateline.config.environment import PREFIX, SettingRefused
from dateline.kit.refusal import Refusal


class Command(Protocol):
    """A module of `commands`: what it takes, and what it does. `run` returns the exit code."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, arguments: argparse.Namespace) -> int: ...


@dataclass(frozen=True, slots=True)
class Verb:
    module: str
    summary: str
    settings: tuple[str, ...] = ()
    """Options that stand for a setting and win over the environment."""
    tables: bool = True
    """False for a command that reads no table of the database: it starts without Django."""


COMMANDS = {
    "serve": Verb("serve", "Serve everything, in one process or in several.", settings=("port", "host", "workers")),
    "demo": Verb("demo", "Play the demonstration story, entry by entry, until Ctrl-C."),
    "new": Verb("new", "Begin a live blog."),
    "publish": Verb("publish", "Publish an entry from a file or standard input."),
    "import": Verb("import_captures", "Turn text captures of live pages into live blogs."),
    "facts": Verb("facts", "Suggest the claims that a text makes.", tables=False),
    "user": Verb("user", "Add a person to the desk, or change a role or password."),
    "backup": Verb("backup", "Write everything worth keeping to one file, while serving."),
    "restore": Verb("restore", "Put a backup back, into either database."),
    "check": Verb("check", "Verify the settings, the database, and every log against its page and record."),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] in ("-h", "--help", "help"):
        print(_usage())
        return 0 if words else 2
    if words[0] == "--version":
        print(f"dateline {__version__}")
        return 0
    verb = COMMANDS.get(words[0])
    if verb is None:
        return _complain(f"“{words[0]}” is not a command of dateline.\n\n{_usage()}")
    _settings_from_options(verb, words[1:])
    try:
        said_clearly = _assembled() if verb.tables else nullcontext
    except SettingRefused as refused:
        return _complain(str(refused))
    command: Command = importlib.import_module(f"dateline.config.commands.{verb.module}")
    parser = argparse.ArgumentParser(prog=f"dateline {words[0]}", description=verb.summary)
    command.add_arguments(parser)
    arguments = parser.parse_args(words[1:])
    return _run(command, arguments, said_clearly())


def _assembled() -> Callable[[], AbstractContextManager[None]]:
    """Put the house together, and return what turns a fault of its database into a refusal."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.config.settings")
    importlib.import_module("django").setup()
    said_clearly: Callable[[], AbstractContextManager[None]] = importlib.import_module(
        "dateline.config.database"
    ).said_clearly
    return said_clearly


def _run(command: Command, arguments: argparse.Namespace, said_clearly: AbstractContextManager[None]) -> int:
    try:
        with said_clearly:
            return command.run(arguments)
    except SettingRefused as refused:
        return _complain(str(refused))
    except Refusal as refusal:
        if getattr(arguments, "json", False):
            print(json.dumps({"code": refusal.code, "sentence": refusal.sentence}, ensure_ascii=False))
        _complain(refusal.sentence)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output has gone, as `dateline … | head` does; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _settings_from_options(verb: Verb, words: list[str]) -> None:
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    for name in verb.settings:
        parser.add_argument(f"--{name}")
    given: dict[str, Any] = vars(parser.parse_known_args(words)[0])
    os.environ.update({PREFIX + name.upper(): value for name, value in given.items() if value is not None})


def _usage() -> str:
    lines = [f"  {name:<9} {verb.summary}" for name, verb in COMMANDS.items()]
    return "\n".join(["dateline: live coverage for newsrooms", "", *lines, "", "More: dateline COMMAND --help"])


def _complain(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2

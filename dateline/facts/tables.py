"""Reads the word tables: plain text, comments with their reasons.

    # a comment
    [section]
    name: one way to write it | another
    words that stand for themselves | more of them

Plain text rather than TOML: a line holds a whole family of words, and reading it costs next to nothing, so that the
command that suggests claims starts at once.
"""

from pathlib import Path

Section = dict[str, list[str]]


def read_table(path: Path) -> dict[str, Section]:
    """Return the sections of one table in the order of the file. A name may stand on several lines."""
    table: dict[str, Section] = {}
    section: Section = table.setdefault("", {})
    for line in path.read_text(encoding="utf-8").splitlines():
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        if text.startswith("[") and text.endswith("]"):
            section = table.setdefault(text[1:-1], {})
            continue
        name, colon, rest = text.partition(": ")
        if colon:
            section.setdefault(name, []).extend(_words(rest))
        else:
            for word in _words(text):
                section.setdefault(word, [])
    return table


def name_of_each(section: Section) -> dict[str, str]:
    """Return each way of writing with the name it stands for; the first line that has it wins."""
    names: dict[str, str] = {}
    for name, words in section.items():
        for word in words:
            names.setdefault(word, name)
    return names


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split("|") if word.strip()]

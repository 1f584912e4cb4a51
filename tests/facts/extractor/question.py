"""A question of the exam: a text, and the claims that a person would lay on it."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Question:
    """Each claim names only what the text is there to test, and no other figure may be found."""

    text: str
    claims: list[dict[str, Any]] = field(default_factory=list)


def claim(value: float | None = None, **rest: Any) -> dict[str, Any]:
    return {"value": value, **rest}


NOTHING: list[dict[str, Any]] = []

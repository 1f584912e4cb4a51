"""Read what a script asks: JSON of an exact form, of a bounded size, with characters that can be kept."""

import dataclasses
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, get_type_hints

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest

from dateline.desk.refusals import refusal
from dateline.kit.text import unkeepable

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

LIMIT = 512 * 1024
"""Bytes of one request. The longest entry, 50,000 characters, has 200 KB in any script, and as much again in marks."""
LARGEST_NUMBER = 2**31 - 1

Form = TypeVar("Form", bound="DataclassInstance")


def asked(request: HttpRequest, form: type[Form]) -> Form:
    """Return the request's JSON as the dataclass `form`: its fields, no others, each of its type.

    Refuses `too_large`, `request_malformed` and `character_odd`.
    """
    words = _json(request)
    if not isinstance(words, dict):
        _malformed("not an object")
    hints = get_type_hints(form)
    for name, value in words.items():
        if name not in hints:
            _malformed(f"unknown field {name[:40]}")
        if not _fits(value, hints[name]):
            _malformed(f"odd value of {name}")
    for text in _texts(words):
        if character := unkeepable(text):
            raise refusal("character_odd", character=character)
    for field in dataclasses.fields(form):
        if field.default is dataclasses.MISSING and field.name not in words:
            _malformed(f"missing field {field.name}")
    return form(**words)


def _json(request: HttpRequest) -> Any:
    declared = request.headers.get("Content-Length") or ""
    if declared.isdigit() and int(declared) > LIMIT:
        raise refusal("too_large", length=int(declared), limit=LIMIT)
    try:
        body = request.body
    except RequestDataTooBig as error:
        raise refusal("too_large", length=declared or "too many", limit=LIMIT) from error
    if len(body) > LIMIT:
        raise refusal("too_large", length=len(body), limit=LIMIT)
    try:
        return json.loads(body.decode(), parse_constant=_malformed)
    # A document nested ten thousand deep ends in RecursionError, a number of ten thousand digits in ValueError.
    except (ValueError, RecursionError):
        _malformed("not JSON")


def _fits(value: object, hint: Any) -> bool:
    if hint is object:
        return True
    if isinstance(value, bool):
        return hint is bool
    if isinstance(value, int) and not 0 <= value <= LARGEST_NUMBER:
        return False
    return isinstance(value, hint)


def _texts(words: object) -> Iterator[str]:
    """Yield every string in the words, names too, however deep it is nested."""
    # A list of its own: JSON may be nested deeper than Python lets functions call one another.
    waiting = [words]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from value
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def _malformed(detail: str) -> NoReturn:
    raise refusal("request_malformed", detail=detail)

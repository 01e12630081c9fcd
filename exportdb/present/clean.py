"""Text from cases and from torch, made safe to look at: nothing in it steers a terminal or turns a line round."""

from __future__ import annotations

import dataclasses
import re
from typing import Any, TypeVar

from exportdb_engine.protocol.signature import strip_ansi

T = TypeVar("T")

#: Characters that turn the direction of what follows, which can make a text read as what it is not.
_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


def clean(text: str) -> str:
    """The text without colours, with control characters and characters that turn its direction spelled out."""
    if text.isprintable():  # most are, and this is much quicker
        return text
    text = strip_ansi(text).replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return _CONTROL.sub(_spelled, _TURNING.sub(_spelled, text))


def cleaned(value: T) -> T:
    """A record like this one, in which every text is clean."""
    return _cleaned(value)  # type: ignore[no-any-return]


def _cleaned(value: Any) -> Any:
    if type(value) is str:  # not an enum
        return clean(value)
    if isinstance(value, (tuple, list)):
        return type(value)(_cleaned(item) for item in value)
    if isinstance(value, dict):
        return {_cleaned(key): _cleaned(item) for key, item in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: _cleaned(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return dataclasses.replace(value, **fields)
    return value


def _spelled(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}" if ord(match[0]) > 0xFF else f"\\x{ord(match[0]):02x}"

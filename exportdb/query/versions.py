"""Versions as a query compares them: on as many parts as are written.

``2.13`` is every 2.13.x, ``<=2.12`` takes in 2.12.1, ``2.9..2.12`` takes in all of 2.12. The local part (``+cpu``) does
not count. A pre-release counts as its release, unless all three parts are written: ``>=2.15.0`` leaves out 2.15.0rc1.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from exportdb.query.errors import BadValueError

_VERSION = re.compile(r"(\d{1,9}(?:\.\d{1,9}){0,5})(.*)", re.DOTALL)
_SPEC = re.compile(r"(>=|<=|==|=|>|<|!=|)\s*(\S+)")
#: Kinds of pre-release, the earliest first.
_PRE = ("dev", "a", "b", "rc")
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "==": operator.eq,
    "!=": operator.ne,
}
_WORDS = {
    ">=": "{} or newer",
    "<=": "{} or older",
    ">": "newer than {}",
    "<": "older than {}",
    "==": "{}",
    "!=": "other than {}",
}


@dataclass(frozen=True, slots=True)
class VersionRange:
    """What ``torch:`` and ``python:`` take: bounds that all have to hold."""

    bounds: tuple[tuple[str, str], ...]

    def holds(self, version: str) -> bool:
        """Whether a full version, such as ``2.13.0+cpu``, is within; False for what is no version."""
        if _VERSION.match(version) is None:
            return False
        return all(_COMPARE[sign](*_keys(version, bound)) for sign, bound in self.bounds)

    def __str__(self) -> str:
        if len(self.bounds) == 2:
            return f"{self.bounds[0][1]} to {self.bounds[1][1]}"
        sign, bound = self.bounds[0]
        return _WORDS[sign].format(bound)


def version_range(text: str) -> VersionRange:
    """The range that ``text`` describes. Raises BadValueError when it is none."""
    low, dots, high = text.partition("..")
    if dots and low and high:
        return VersionRange(((">=", _checked(low, text)), ("<=", _checked(high, text))))
    match = _SPEC.fullmatch(text)
    if match is None:
        raise _no_version(text)
    sign = {"": "==", "=": "=="}.get(match[1], match[1])
    return VersionRange(((sign, _checked(match[2], text)),))


def _checked(version: str, text: str) -> str:
    if _VERSION.fullmatch(version) is None or not re.fullmatch(r"(?!.*\.\.)[\w.+-]+", version, re.ASCII):
        raise _no_version(text)
    return version


def _no_version(text: str) -> BadValueError:
    return BadValueError(f"{text!r} is no version", "write 2.13, >=2.11, <2.12 or 2.9..2.12")


def _keys(version: str, bound: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """What to compare for a version and a bound, cut to the parts that the bound writes."""
    parts = _parse(bound)[0].count(".") + 1
    return _key(*_parse(version), parts), _key(*_parse(bound), parts)


def _parse(version: str) -> tuple[str, str]:
    match = _VERSION.match(version)
    assert match is not None, version
    return match[1], match[2]


def _key(release: str, rest: str, parts: int) -> tuple[int, ...]:
    numbers = [int(part) for part in release.split(".")][:parts]
    numbers += [0] * (parts - len(numbers))
    pre = re.match(r"[.-]?(dev|a|b|rc)(\d{0,9})", rest.partition("+")[0])
    if pre is None or parts < 3:
        return (*numbers, len(_PRE), 0)
    return (*numbers, _PRE.index(pre[1]), int(pre[2] or 0))

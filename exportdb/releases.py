"""Torch releases: their order, and how they are said in short."""

from __future__ import annotations

import re

_NUMBERS = re.compile(r"\d+(?:\.\d+)*")
_PRE = re.compile(r"[.-]?(dev|a|b|rc)(\d*)")
#: Kinds of pre-release, the earliest first; a release itself comes after all of them.
_KINDS = ("dev", "a", "b", "rc", "")


def release_of(version: str) -> str:
    """The release without its build: ``2.13.0+cpu`` is a build of ``2.13.0``, and so is ``2.13.0+cu130``."""
    return version.partition("+")[0]


def release_key(version: str) -> tuple[tuple[int, ...], int, int]:
    """What versions are put in order by: nightlies and candidates before their release; the build does not count."""
    public = release_of(version)
    match = _NUMBERS.match(public)
    numbers = [int(part) for part in match[0].split(".")] if match else []
    pre = _PRE.match(public[match.end() :]) if match else None
    padded = (*numbers, 0, 0, 0)[: max(3, len(numbers))]
    return padded, _KINDS.index(pre[1] if pre else ""), int(pre[2] or 0) if pre else 0


def short(version: str) -> str:
    """As a person says it: ``2.13`` for 2.13.0, ``2.5.1`` as it is."""
    return re.sub(r"^(\d+\.\d+)\.0$", r"\1", release_of(version))

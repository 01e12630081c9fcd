"""What an environment must have for a case to be run at all."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Iterable

import torch

_VERSION = re.compile(r"torch\s*(>=|<)\s*(\d+)\.(\d+)")


def missing(requires: Iterable[str]) -> str | None:
    """Why this environment cannot run a case with these requirements, or None when it can."""
    for requirement in requires:
        why = _missing(requirement)
        if why is not None:
            return why
    return None


def _missing(requirement: str) -> str | None:
    match = _VERSION.fullmatch(requirement.strip())
    if match:
        operator, major, minor = match.group(1), int(match.group(2)), int(match.group(3))
        here = tuple(int(part) for part in torch.__version__.split(".")[:2])
        holds = here >= (major, minor) if operator == ">=" else here < (major, minor)
        return None if holds else f"needs {requirement}, and this is torch {torch.__version__}"
    if requirement in _CHECKS:
        return None if _CHECKS[requirement]() else f"needs {requirement}, which is not here"
    return f"needs {requirement!r}, a capability that this engine does not know"


def _installed(name: str) -> Callable[[], bool]:
    return lambda: importlib.util.find_spec(name) is not None


_CHECKS: dict[str, Callable[[], bool]] = {
    "cuda": lambda: bool(torch.cuda.is_available()),
    "numpy": _installed("numpy"),
    "transformers": _installed("transformers"),
    "triton": _installed("triton"),
}

"""Which files are the program's: the case itself, and what it imports of its user."""

from __future__ import annotations

from collections.abc import Sequence

#: Below a user's folder, these hold what others wrote.
_INSTALLED = ("/site-packages/", "/dist-packages/")


def is_own(path: str, sources: Sequence[str]) -> bool:
    """Whether a file is one of ``sources``, or lies below one that ends in ``/``."""
    return any(
        path == source or (source.endswith("/") and path.startswith(source) and not _installed(path[len(source) - 1 :]))
        for source in sources
    )


def _installed(below: str) -> bool:
    return any(part in below for part in _INSTALLED)

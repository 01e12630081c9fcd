"""exportdb: what torch.export accepts, refuses and gets wrong, measured. This side never imports torch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from exportdb.explaining import Explanation, explain

__all__ = ["Explanation", "__version__", "explain"]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name not in ("Explanation", "explain"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from exportdb import explaining

    return getattr(explaining, name)

"""The program as torch.export gives it."""

from __future__ import annotations

from typing import Any

from exportdb_engine.protocol import Stage

NAME, STAGE, SLACK, ORDER = "exported", Stage.RUN, 1.0, 0


def make(exported: Any) -> Any:
    """The module of the program."""
    return exported.module()

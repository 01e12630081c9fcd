"""The program after run_decompositions."""

from __future__ import annotations

from typing import Any

from exportdb_engine.protocol import Stage
from exportdb_engine.stages.decompose import by_default

NAME, STAGE, SLACK, ORDER = "decomposed", Stage.DECOMPOSE, 10.0, 1


def make(exported: Any) -> Any:
    """The module of the decomposed program."""
    return by_default(exported).module()

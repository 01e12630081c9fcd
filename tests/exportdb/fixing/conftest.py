"""What the fixers' tables are held against."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent

import pytest

from exportdb.fixing import Obstacle, Proposals, propose_all

Ask = Callable[..., Proposals]


@pytest.fixture
def ask() -> Ask:
    """Gives what one fixer says of a program, with an obstacle on the line that ends with ``# !`` (any, where none)."""

    def say(fixer: str, source: str, code: str = "", message: str = "") -> Proposals:
        text = dedent(source).lstrip("\n")
        lines = [number for number, line in enumerate(text.splitlines(), 1) if line.endswith("# !")]
        text = text.replace("  # !", "")
        obstacles = [Obstacle(line, code, message) for line in lines or [None]]
        return propose_all(text, "model.py", obstacles, only=[fixer])

    return say

"""What a user has to mend before anything can be measured."""

from __future__ import annotations

from exportdb_engine.program import BadCase


class BadTarget(BadCase):
    """The program cannot be made: what is wrong, and after a line break what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(f"{message}\n{hint}" if hint else message)

"""What a person sees while a check goes on: a line on a terminal, which is gone at the end."""

from __future__ import annotations

from types import TracebackType
from typing import Any

from exportdb.cli.output import console
from exportdb_engine.protocol import ORIGINAL, Begun


class Display:
    """A line on stderr that says which stage each mode is in; silent where stderr is no terminal."""

    def __init__(self, *, quiet: bool) -> None:
        self._console = console(stderr=True)
        self._status: Any = None
        self._quiet = quiet or not self._console.is_terminal
        #: Mode -> the stage that it is in.
        self._at: dict[str, str] = {}

    def __enter__(self) -> Display:
        if not self._quiet:
            self._status = self._console.status("importing torch and the program")
            self._status.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        if self._status is not None:
            self._status.stop()

    def begun(self, stage: Begun) -> None:
        """Take in that a stage has begun."""
        variant = "" if stage.variant == ORIGINAL else f" with the {stage.variant} spec or text"
        self._at[str(stage.mode)] = f"{stage.mode}{variant}: {stage.stage}"
        self.say(", ".join(self._at.values()))

    def say(self, text: str) -> None:
        """Show a text instead of the last one."""
        if self._status is not None:
            self._status.update(text)

"""What a person sees while a check goes on: a line on a terminal, which is gone at the end."""

from __future__ import annotations

from types import TracebackType
from typing import Any

from exportdb.cli.output import console
from exportdb_engine.protocol import Chain, Outcome


class Display:
    """A line on stderr that says what was measured last; silent where stderr is no terminal."""

    def __init__(self, *, quiet: bool) -> None:
        self._console = console(stderr=True)
        self._status: Any = None
        self._quiet = quiet or not self._console.is_terminal
        self._done: list[str] = []

    def __enter__(self) -> Display:
        if not self._quiet:
            self._status = self._console.status("importing torch and the program")
            self._status.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        if self._status is not None:
            self._status.stop()

    def heard(self, chain: Chain) -> None:
        """Take in a chain that was finished."""
        stop = next((c for c in chain.cells if c.outcome not in (Outcome.PASS, Outcome.SKIP)), None)
        what = f"{chain.mode} {chain.variant}"
        self._done.append(f"{what}: {f'{stop.stage} {stop.outcome}' if stop else 'pass'}")
        self.say(", ".join(self._done[-3:]))

    def say(self, text: str) -> None:
        """Show a text instead of the last one."""
        if self._status is not None:
            self._status.update(text)

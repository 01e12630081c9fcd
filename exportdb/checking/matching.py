"""Measured cases that stop as an obstacle does; asked of `explain`, with the message and the user's own line."""

from __future__ import annotations

import importlib
from dataclasses import replace
from typing import Any

from exportdb.checking.obstacles import MatchView, Obstacle
from exportdb.errors import ExportdbError

#: Cases that are named for an obstacle.
MOST = 3


class Matcher:
    """Asks once for each message and line."""

    def __init__(self, db: str | None) -> None:
        self.db = db
        #: Why nothing could be looked for; empty when all went well.
        self.why_not = ""
        self._known: dict[str, tuple[MatchView, ...]] = {}

    def matched(self, obstacle: Obstacle) -> Obstacle:
        """The obstacle with the cases that match it."""
        text = report(obstacle)
        if text not in self._known:
            self._known[text] = self._ask(text)
        return replace(obstacle, matches=self._known[text])

    def _ask(self, text: str) -> tuple[MatchView, ...]:
        if self.why_not:
            return ()
        try:
            explain = importlib.import_module("exportdb.explaining").explain
            found = explain(text, db=self.db, limit=MOST)
        except ModuleNotFoundError as error:
            self.why_not = f"no cases are named: {error}"
            return ()
        except ExportdbError as error:
            self.why_not = f"no cases are named: {error.message}" + (f" ({error.hint})" if error.hint else "")
            return ()
        return tuple(_view(match) for match in found.matches)


def report(obstacle: Obstacle) -> str:
    """The obstacle as a traceback, which is what `explain` reads."""
    where = ""
    if obstacle.file and obstacle.text not in obstacle.message:
        where = f'  File "{obstacle.file}", line {obstacle.line}, in forward\n    {obstacle.text}\n'
    return f"Traceback (most recent call last):\n{where}{_class(obstacle)}: {obstacle.message}"


def _class(obstacle: Obstacle) -> str:
    return "torch._dynamo.exc.Unsupported" if obstacle.code.startswith("GB") else obstacle.code


def _view(match: Any) -> MatchView:
    return MatchView(
        match.case,
        match.title,
        round(float(match.score), 3),
        tuple(match.why),
        tuple(
            {"label": r.label, "docstring": r.docstring, "diff": list(r.diff), "modes": dict(r.modes)}
            for r in match.rewrites
        ),
    )

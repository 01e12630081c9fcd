from __future__ import annotations

import re

from sqlalchemy import ColumnElement

from exportdb.query.base import Filter, Kind, either, one_of
from exportdb.query.registry import register
from exportdb.query.scope import Scope
from exportdb.query.syntax import Raw
from exportdb_engine.protocol.vocabulary import STAGES

#: The stage of a backend, ``lower:aoti``. Since a colon ends the name of a filter, a dot is taken for it as well.
LOWER = re.compile(r"lower[.:]([A-Za-z0-9_-]+)")


def stage_named(text: str) -> str:
    """The stage that is meant. Raises BadValueError with the close match."""
    lower = LOWER.fullmatch(text)
    return f"lower:{lower[1]}" if lower else one_of(text, STAGES, "stage")


@register
class StageFilter(Filter[str]):
    name = "stage"
    kind = Kind.CELLS
    placeholder = "STAGE"
    meaning = f"Cells of this stage: {', '.join(f'`{stage}`' for stage in STAGES)}, or `lower.BACKEND`."
    examples = ("stage:export", "stage:decompose,serialize", "stage:lower.aoti")

    def read(self, key: str, raw: Raw) -> str:
        return stage_named(raw.text)

    def sql(self, scope: Scope, values: tuple[str, ...]) -> ColumnElement[bool]:
        return scope.row.c.stage.in_(values)

    def english(self, values: tuple[str, ...], negated: bool) -> str:
        return f"{'not ' if negated else ''}at the stage {either(values)}"

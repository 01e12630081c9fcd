from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, true

from exportdb.query.base import Filter, Kind, either
from exportdb.query.errors import BadValueError
from exportdb.query.registry import register
from exportdb.query.scope import Scope
from exportdb.query.syntax import Raw
from exportdb_engine.protocol.vocabulary import OUTCOMES

#: The newest run, and the one before it.
NAMED = ("last", "prev")


@register
class RunFilter(Filter[str]):
    name = "run"
    kind = Kind.POPULATION
    placeholder = "ID"
    meaning = (
        "The cells that this run measured, instead of the current ones. `last` is the newest run, `prev` the one "
        "before. (With an outcome, `run:wrong`, the stage of that name is meant.)"
    )
    examples = ("run:12", "run:last")

    @staticmethod
    def is_stage(texts: Sequence[str]) -> bool:
        """Whether ``run:`` with these values means the stage that is called so as well."""
        return all(text in list(OUTCOMES) for text in texts)

    def claims(self, key: str, texts: Sequence[str]) -> bool:
        return key == self.name and not self.is_stage(texts)

    def read(self, key: str, raw: Raw) -> str:
        if raw.text not in NAMED and not (raw.text.isascii() and raw.text.isdigit() and len(raw.text) < 19):
            raise BadValueError(
                f"{raw.text!r} is no run", "write the number of a run, 'last' or 'prev'; or an outcome, for the stage"
            )
        return raw.text

    def sql(self, scope: Scope, values: tuple[str, ...]) -> ColumnElement[bool]:
        return true()  # the runs decide which cells there are at all, see Scope.row

    def english(self, values: tuple[str, ...], negated: bool) -> str:
        return f"of run {either(values)}"

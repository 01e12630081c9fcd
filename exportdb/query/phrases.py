"""The English of the filters as templates, for those who say queries elsewhere: the site's explorer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from exportdb.query.filters import has, is_, modes
from exportdb.query.filters.outcomes import Verdict, keys
from exportdb.query.registry import filters
from exportdb_engine.protocol.vocabulary import MODES, OUTCOMES, Outcome

#: Stands in a template for the values, joined by "or".
HOLE = "{}"


@dataclass(frozen=True, slots=True)
class _Hole:
    def __str__(self) -> str:
        return HOLE


def phrases() -> dict[str, Any]:
    """Filter -> its kind, its two templates (as it stands, and turned round), and the words of its values.

    ``outcomes`` has two templates for every outcome instead, each with a second hole for the mode and stage.
    """
    found: dict[str, Any] = {}
    for name, item in filters().items():
        if name == "outcomes":
            continue
        entry: dict[str, Any] = {"kind": item.kind.value, "cells": item.shows_cells, "written": item.written}
        words = {"has": has.WORDS, "is": is_.WORDS, "modes": modes.WORDS}.get(name)
        if words is None:
            entry["templates"] = [item.english((_Hole(),), negated) for negated in (False, True)]
        else:
            first = next(iter(words))
            entry["words"] = [dict(words), dict(is_.NOT_WORDS if name == "is" else words)]
            entry["templates"] = [
                item.english((first,), negated).replace(entry["words"][negated][first], HOLE)
                for negated in (False, True)
            ]
        found[name] = entry
    outcomes = filters()["outcomes"]
    found["outcomes"] = {
        "kind": outcomes.kind.value,
        "cells": outcomes.shows_cells,
        "keys": keys(),
        "verbs": {
            str(outcome): outcomes.english((Verdict(None, None, Outcome(outcome)),), False).removeprefix("that ")
            for outcome in OUTCOMES
        },
        "modes": list(MODES),
    }
    return found

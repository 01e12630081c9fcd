"""What was measured of the cases that are linted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from exportdb.errors import StoreError
from exportdb.store.details import CaseDetail


@dataclass(frozen=True, slots=True)
class Results:
    """The newest results of one environment: that of the torch release which the expectations speak of."""

    label: str
    #: Of the environment.
    key: str
    #: By case.
    details: dict[str, CaseDetail]


def load_results(db: str, cases: Path) -> Results:
    """The results in a database. Raises StoreError when there is none, or nothing was measured."""
    from exportdb.corpus import load_registry
    from exportdb.store import open_store
    from exportdb.store.reads import case_details, environments, main_environment

    prefer = load_registry(cases).expects_torch
    with open_store(db, readonly=True).read() as session:
        known = environments(session)
        main = main_environment(known, prefer=prefer)
        if main is None or (prefer and not f"{main.torch}.".startswith(f"{prefer}.")):
            there = ", ".join(environment.torch for environment in known) or "no results"
            raise StoreError(
                f"{db} has no results of torch {prefer or 'at all'}, which the expectations speak of; it has {there}",
                hint="measure them: exportdb run",
            )
        return Results(main.label, main.key, {detail.case: detail for detail in case_details(session)})

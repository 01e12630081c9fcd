"""All that the pages are written from, read once."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from exportdb.corpus import (
    Area,
    Registry,
    collections,
    default_cases_folder,
    load_areas,
    load_corpus,
    load_registry,
)
from exportdb.store.events import Event, events
from exportdb.store.reads import (
    CaseDetail,
    EnvironmentView,
    RunView,
    case_details,
    environments,
    main_environment,
    runs,
    unmeasured,
)
from exportdb.store.reloads import Reloaded, reloads
from exportdb.store.summaries import CaseSummary, summarize


@dataclass(frozen=True, slots=True)
class Content:
    """The corpus and its results."""

    details: list[CaseDetail]
    #: Of each case, in the main environment.
    summaries: list[CaseSummary]
    environments: list[EnvironmentView]
    #: Whose results are shown first; None when there are none.
    main: EnvironmentView | None
    runs: list[RunView]
    registry: Registry
    #: The checkout with its documents, where there is one.
    checkout: Path | None = None
    #: The folder of our own cases, with what is written down beside them.
    cases: Path = field(default_factory=default_cases_folder)
    #: What changed from one measurement to the next, the newest first.
    events: list[Event] = field(default_factory=list)
    #: Programs that one release saved and another loaded.
    reloads: list[Reloaded] = field(default_factory=list)
    #: By name.
    areas: dict[str, Area] = field(default_factory=dict)

    @property
    def main_key(self) -> str | None:
        return self.main.key if self.main else None

    def environment(self, key: str) -> EnvironmentView:
        return next(environment for environment in self.environments if environment.key == key)


def read_content(
    db: str, *, cases: Path | None = None, env: str | None = None, checkout: Path | None = None
) -> Content:
    """What is in the database, and those cases of the corpus that it does not know yet.

    Where there is no database, nothing was measured. Raises StoreError when it cannot be read.
    """
    from exportdb.store import open_store

    details: list[CaseDetail] = []
    changes: list[Event] = []
    known: list[EnvironmentView] = []
    past: list[RunView] = []
    loaded: list[Reloaded] = []
    if "://" in db or Path(db).exists():
        with open_store(db, readonly=True).read() as session:
            details, known, past = case_details(session), environments(session), runs(session)
            changes, loaded = events(session), reloads(session)
    corpus, _ = load_corpus(collections(cases).values())
    stored = {detail.case for detail in details}
    details += [unmeasured(case) for case in corpus if case.case not in stored]
    details.sort(key=lambda detail: (detail.collection != "core", detail.case))
    folder = cases or default_cases_folder()
    registry = load_registry(folder)
    main = main_environment(known, named=env, prefer=registry.expects_torch)
    summaries = summarize(details, main.key if main else None)
    return Content(
        details, summaries, known, main, past, registry, checkout, folder, changes, loaded, load_areas(folder)
    )

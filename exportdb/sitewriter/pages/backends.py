"""What each backend makes of the exported programs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from exportdb.sitewriter.content import Content
from exportdb.sitewriter.render import Page, Renderer
from exportdb.sitewriter.tables import Table, files
from exportdb.store.details import CaseDetail, CellView
from exportdb.store.features import matrix
from exportdb.store.summaries import Share
from exportdb_engine.protocol import BACKENDS, MODES, ORIGINAL, Mode, Outcome

_PREFIX = "lower:"
#: Backend and mode.
Place = tuple[str, Mode]


@dataclass(frozen=True, slots=True)
class Row:
    """A case that was handed to some backend."""

    detail: CaseDetail
    cells: dict[Place, CellView]

    @property
    def words(self) -> str:
        outcomes = {cell.outcome for cell in self.cells.values()} - {Outcome.SKIP}
        words = ["stops"] if outcomes - {Outcome.PASS} else ["passes"]
        if outcomes & {Outcome.WRONG, Outcome.UNSOUND}:
            words.append("wrong")
        return " ".join([*words, *(["differ"] if len(outcomes) > 1 else [])])


def pages(content: Content, renderer: Renderer) -> Iterator[Page]:
    """The page ``backends.md`` with its data; where nothing was lowered, it says what will be here."""
    rows = [Row(detail, cells) for detail in content.details if (cells := _cells(detail, content.main_key))]
    met = {place[0] for row in rows for place, cell in row.cells.items() if cell.outcome is not Outcome.SKIP}
    backends = sorted(met)
    skipped = _skipped(rows, met)
    kept = [row for row in rows if any(cell.outcome is not Outcome.SKIP for cell in row.cells.values())]
    names = {(backend, mode): f"{backend}.{mode}" for backend in backends for mode in MODES}
    table = Table(
        "backends",
        {
            "case": "its id",
            "title": "its title",
            **{name: f"{place[0]}, {place[1]}: pass, or the code" for place, name in names.items()},
        },
        [
            {
                "case": row.detail.case,
                "title": row.detail.title,
                **{name: _word(row.cells.get(place)) for place, name in names.items()},
            }
            for row in kept
        ],
        {
            "stops": "does not pass somewhere",
            "wrong": "computes something else than eager",
            "differ": "backends differ",
            "passes": "passes wherever it was lowered",
        },
    )
    yield renderer.page(
        "backends.md",
        "backends.md.j2",
        title="Backends",
        description="Which exported programs a backend takes, and whether they still compute what eager does",
        hide=["toc"],
        content=content,
        table=table,
        rows=kept,
        backends=backends,
        known=BACKENDS,
        shares=_shares(kept),
        skipped=skipped,
        codes=_codes(kept),
        features=matrix(content.details, content.main_key),
    )
    if kept:
        yield from files(table, content)


def _cells(detail: CaseDetail, environment: str | None) -> dict[Place, CellView]:
    return {
        (cell.stage.value.removeprefix(_PREFIX), mode): cell
        for mode in MODES
        if (lane := detail.lane(environment, ORIGINAL, mode)) is not None
        for cell in lane.cells
        if cell.stage.value.startswith(_PREFIX)
    }


def _word(cell: CellView | None) -> str | None:
    return None if cell is None else cell.code or str(cell.outcome)


def _skipped(rows: list[Row], met: set[str]) -> dict[str, str]:
    """Backend that nothing was measured with -> why, as its first cell says."""
    reasons: dict[str, str] = {}
    for row in rows:
        for (backend, _), cell in row.cells.items():
            if backend not in met:
                reasons.setdefault(backend, cell.message or cell.code or "")
    return dict(sorted(reasons.items()))


def _shares(rows: list[Row]) -> dict[Place, Share]:
    """Of the programs that reached a backend, how many hold there."""
    outcomes: dict[Place, Counter[Outcome]] = defaultdict(Counter)
    for row in rows:
        for place, cell in row.cells.items():
            outcomes[place][cell.outcome] += 1
    return {place: Share(count[Outcome.PASS], count.total() - count[Outcome.SKIP]) for place, count in outcomes.items()}


def _codes(rows: list[Row]) -> dict[str, dict[str, int]]:
    """Backend -> its codes, by how many programs stop with them, in either mode."""
    cases: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        for (backend, _), cell in row.cells.items():
            if cell.outcome not in (Outcome.PASS, Outcome.SKIP):
                cases[backend][cell.code or str(cell.outcome)].add(row.detail.case)
    return {
        backend: dict(Counter({code: len(found) for code, found in codes.items()}).most_common())
        for backend, codes in cases.items()
    }

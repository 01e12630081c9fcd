"""What was measured of the cases that match: where they stop, what to write instead, and in which releases it works."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from exportdb.explaining.answer import RewriteOf
from exportdb.present.rewriting import unified_diff
from exportdb.releases import release_key
from exportdb.store.intervals import Support, releases, support
from exportdb.store.quick import Reader, ids
from exportdb_engine.protocol import MODES, ORIGINAL, STAGES, Mode

#: Lines of the source of a rewrite that is shown where nothing can be compared.
_SPECS, _PASS = "specs", "pass"


@dataclass(frozen=True, slots=True)
class Known:
    """A case as an answer shows it."""

    case: str
    title: str
    explanation: str
    source: str
    model_source: str
    no_rewrite: str | None
    rewrites: tuple[RewriteOf, ...]
    #: Mode -> where it stops on the newest release, and in which releases it passes.
    stops: Mapping[str, str]
    modes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Stored:
    label: str
    class_name: str | None
    docstring: str
    source: str


@dataclass(frozen=True, slots=True)
class _Environment:
    key: str
    torch: str
    device: str


#: Variant and mode -> release -> stages in their order with outcome and code.
_Cells = dict[tuple[str, str], dict[str, list[tuple[str, str, str | None]]]]


def known_cases(reader: Reader, names: Sequence[str]) -> dict[str, Known]:
    """The cases by their id, each as its current text reads."""
    values = {f"n{number}": name for number, name in enumerate(names)}
    named = ", ".join(f":{key}" for key in values) or "''"
    rows = reader.rows(
        "SELECT r.id, c.name, r.title, r.explanation, r.source, r.model_source, r.no_rewrite FROM cases c "
        f"JOIN revisions r ON r.id = c.current_revision_id WHERE c.name IN ({named})",
        dict(values),
    )
    revisions = [row[0] for row in rows]
    rewrites = _rewrites(reader, revisions)
    order = releases(_Environment(*row) for row in reader.rows("SELECT key, torch, device FROM environments", {}))
    cells = _cells(reader, revisions)
    found = {}
    for revision, case, title, explanation, source, model_source, no_rewrite in rows:
        mine = cells[revision]
        known = Known(case, title, explanation, source, model_source, no_rewrite, (), *_original(mine, order))
        made = [_rewrite(known, one, mine, order) for one in rewrites[revision]]
        # In the order of the case, but what does not hold everywhere comes after what does.
        found[case] = replace(known, rewrites=tuple(sorted(made, key=lambda one: not one.works)))
    return found


def _rewrite(known: Known, one: _Stored, cells: _Cells, order: Iterable[str]) -> RewriteOf:
    held = {mode: _support(cells, one.label, mode, order) for mode in MODES}
    return RewriteOf(
        one.label,
        one.docstring.strip(),
        tuple(unified_diff(known, one) or one.source.splitlines()),
        {mode.value: found.words() for mode, found in held.items() if found is not None},
        all(found is not None and found.holds_now for found in held.values()),
    )


def _original(cells: _Cells, order: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    stops, modes = {}, {}
    for mode in MODES:
        by_release = cells.get((ORIGINAL, mode.value), {})
        if by_release:
            newest = by_release[max(by_release, key=release_key)]
            stop = next((f"{stage}: {code or outcome}" for stage, outcome, code in newest if _against(outcome)), _PASS)
            stops[mode.value] = stop if any(outcome != "skip" for _, outcome, _ in newest) else "skip"
        held = _support(cells, ORIGINAL, mode, order)
        if held is not None:
            modes[mode.value] = held.words()
    return stops, modes


def _support(cells: _Cells, variant: str, mode: Mode, order: Iterable[str]) -> Support | None:
    """The releases in which every measured stage holds; None where nothing was measured."""
    by_release = cells.get((variant, mode.value), {})
    return support([(release, _holds(by_release.get(release))) for release in order]) if by_release else None


def _holds(cells: Sequence[tuple[str, str, str | None]] | None) -> bool | None:
    """None where it was skipped, or was not exported."""
    if not cells or any(outcome == "skip" for _, outcome, _ in cells):
        return None
    if any(_against(outcome) for _, outcome, _ in cells):
        return False
    return True if any(stage == "export" for stage, _, _ in cells) else None


def _against(outcome: str) -> bool:
    return outcome not in (_PASS, "skip")


def _rewrites(reader: Reader, revisions: Sequence[int]) -> dict[int, list[_Stored]]:
    found: dict[int, list[_Stored]] = defaultdict(list)
    for revision, *stored in reader.rows(
        "SELECT revision_id, label, class_name, docstring, source FROM rewrites "
        f"WHERE revision_id IN ({ids(revisions)}) "
        "ORDER BY revision_id, ordinal",
        {},
    ):
        found[revision].append(_Stored(*stored))
    return found


def _cells(reader: Reader, revisions: Sequence[int]) -> dict[int, _Cells]:
    """The newest cells of torch.export's own stages on the CPU, of each release."""
    from exportdb.releases import release_of

    rank = {stage.value: number for number, stage in enumerate(STAGES)}
    found: dict[int, _Cells] = defaultdict(dict)
    rows = reader.rows(
        "SELECT cu.revision_id, e.torch, cu.variant, cu.mode, cu.stage, cu.outcome, f.code FROM current_cells cu "
        "JOIN environments e ON e.id = cu.environment_id JOIN cells ce ON ce.id = cu.cell_id "
        "LEFT JOIN failures f ON f.id = ce.failure_id "
        f"WHERE cu.revision_id IN ({ids(revisions)}) AND e.device = 'cpu'",
        {},
    )
    for revision, torch, variant, mode, stage, outcome, code in rows:
        if stage in rank and stage != _SPECS:
            lane = found[revision].setdefault((variant, mode), {}).setdefault(release_of(torch), [])
            lane.append((stage, outcome, code))
    for places in found.values():
        for by_release in places.values():
            for lane in by_release.values():
                lane.sort(key=lambda cell: rank[cell[0]])
    return found

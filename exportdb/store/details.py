"""All that is known of a case, for its page and for `exportdb show`: its text, and what came out of it everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from exportdb_engine.protocol import MODES, ORIGINAL, STAGES, Export, Mode, Outcome, Stage

if TYPE_CHECKING:  # it reads syntax trees, and most readers of details need none
    from exportdb_engine.protocol.casefile import CaseFile

#: Outcomes that say nothing against a program.
QUIET = (Outcome.PASS, Outcome.SKIP)


@dataclass(frozen=True, slots=True)
class CellView:
    """The result of one stage."""

    stage: Stage
    outcome: Outcome
    code: str | None
    signature: str | None
    message: str | None
    #: On the wall.
    seconds: float
    peak_kib: int
    detail: dict[str, Any]
    #: Id of the run that measured it.
    run: int
    #: ISO 8601, UTC.
    measured_at: str
    #: What came out last under equal circumstances, the oldest first, where that is not always the same.
    flaky: tuple[str, ...] = ()

    @property
    def status(self) -> str:
        """``pass``, ``skip``, or stage and code: ``export: GB0170``."""
        return str(self.outcome) if self.outcome in QUIET else f"{self.stage}: {self.code or self.outcome}"


@dataclass(frozen=True, slots=True)
class Lane:
    """The newest cells of one variant and mode in one environment, in the order of the stages."""

    #: Key of the environment.
    environment: str
    variant: str
    mode: Mode
    cells: tuple[CellView, ...]
    #: The stages that were asked for; one without a cell could not be reached.
    asked: frozenset[Stage] = frozenset()
    #: What the export made, and the end of what the case printed: of the newest chain that exported.
    export: Export | None = None
    output: str = ""

    @property
    def pipeline(self) -> tuple[CellView, ...]:
        """The cells of torch.export's own stages: what a backend makes of the program is told apart."""
        return tuple(cell for cell in self.cells if cell.stage.backend is None)

    @property
    def lowered(self) -> tuple[CellView, ...]:
        """The cells of backends."""
        return tuple(cell for cell in self.cells if cell.stage.backend is not None)

    @property
    def stop(self) -> CellView | None:
        """The first cell of the pipeline that does not pass."""
        return next((cell for cell in self.pipeline if cell.outcome not in QUIET), None)

    @property
    def status(self) -> str:
        """``pass``, ``skip``, or where the pipeline stops first: ``export: GB0170``."""
        return status_of(self.pipeline)

    @property
    def passes(self) -> bool:
        """Whether a program was exported and every stage of the pipeline that was measured passes."""
        exported = any(cell.stage is Stage.EXPORT for cell in self.cells)
        return exported and all(cell.outcome is Outcome.PASS for cell in self.pipeline)

    def cell(self, stage: Stage) -> CellView | None:
        return next((cell for cell in self.cells if cell.stage is stage), None)


@dataclass(frozen=True, slots=True)
class RewriteView:
    """A rewrite as the case states it."""

    label: str
    class_name: str | None
    docstring: str
    source: str


@dataclass(frozen=True, slots=True)
class Proof:
    """Whether a rewrite was shown to hold in an environment."""

    environment: str
    #: ``verified``: every measured stage passes in both modes, the comparison with the original in eager mode among
    #: them. ``refuted``: some stage does not. ``unmeasured``: a mode is missing.
    state: str
    #: Where it stops, by mode.
    stops: tuple[tuple[Mode, str], ...] = ()
    runs: tuple[int, ...] = ()
    #: ISO 8601, UTC; of the newest cell.
    measured_at: str = ""
    #: The stages that pass in both modes.
    stages: tuple[Stage, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseDetail:
    """A case and its results."""

    case: str
    collection: str
    area: str
    title: str
    explanation: str
    source: str
    sha256: str
    #: Below the folder of its collection.
    path: str
    tags: tuple[str, ...]
    issues: tuple[str, ...]
    near: tuple[str, ...]
    requires: tuple[str, ...]
    no_rewrite: str | None
    support_level: str | None
    #: Mode -> the (stage, code) pairs that do not pass; None for a foreign case, which states no expectation.
    expect: dict[Mode, tuple[tuple[Stage, str], ...]] | None
    model_source: str
    model_line: int
    rewrites: tuple[RewriteView, ...]
    #: By environment, variant and mode; empty when nothing was measured.
    lanes: tuple[Lane, ...] = field(default=())

    @property
    def variants(self) -> tuple[str, ...]:
        return (ORIGINAL, *(rewrite.label for rewrite in self.rewrites))

    def lane(self, environment: str | None, variant: str, mode: Mode) -> Lane | None:
        here = (lane for lane in self.lanes if lane.environment == environment)
        return next((lane for lane in here if lane.variant == variant and lane.mode is mode), None)

    def expected(self, mode: Mode) -> str | None:
        """``pass`` or the stops that the case states for its original; None where it states nothing."""
        if self.expect is None:
            return None
        return ", ".join(f"{stage}: {code}" for stage, code in self.expect.get(mode, ())) or "pass"

    def proof(self, label: str, environment: str | None) -> Proof:
        """Whether the rewrite ``label`` holds in the environment with this key."""
        return prove(label, environment, self.lanes)


def prove(label: str, environment: str | None, lanes: Iterable[Lane]) -> Proof:
    """The proof of a rewrite from its lanes."""
    # Other specs than the rewrite's own say nothing against it.
    found = {
        lane.mode: replace(lane, cells=tuple(cell for cell in lane.cells if cell.stage is not Stage.SPECS))
        for lane in lanes
        if lane.environment == environment and lane.variant == label
    }
    cells = [cell for lane in found.values() for cell in lane.cells]
    stops = tuple((mode, found[mode].status) for mode in MODES if mode in found and not found[mode].passes)
    state = "refuted" if any(lane.stop for lane in found.values()) else "unmeasured"
    if not stops and len(found) == len(MODES):
        state = "verified"
    return Proof(
        environment or "",
        state,
        stops,
        tuple(sorted({cell.run for cell in cells})),
        max((cell.measured_at for cell in cells), default=""),
        tuple(s for s in STAGES if found and all(_passes(lane.cell(s)) for lane in found.values())),
    )


def _passes(cell: CellView | None) -> bool:
    return cell is not None and cell.outcome is Outcome.PASS


def status_of(cells: Iterable[Any]) -> str:
    """One word for cells in the order of their stages: ``pass``, ``skip``, or the first stage that does not pass."""
    found = ""
    for cell in cells:
        if cell.outcome not in QUIET:
            return f"{cell.stage}: {cell.code or cell.outcome}"
        if not found or cell.outcome == Outcome.SKIP:
            found = str(cell.outcome)
    return found


def unmeasured(case: CaseFile) -> CaseDetail:
    """What a case file says of itself, without any result."""
    return CaseDetail(
        case=case.case,
        collection=case.collection,
        area=case.area,
        title=case.title,
        explanation=case.explanation,
        source=case.source,
        sha256=case.sha256,
        path=f"{case.case.removeprefix(f'{case.collection}/')}.py",
        tags=tuple(sorted(case.tags)),
        issues=case.issues,
        near=case.near,
        requires=case.requires,
        no_rewrite=case.no_rewrite,
        support_level=case.support_level,
        expect=case.expect,
        model_source=case.model_source,
        model_line=case.model_line,
        rewrites=tuple(RewriteView(r.label, r.class_name, r.docstring, r.source) for r in case.rewrites),
    )

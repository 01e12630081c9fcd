"""The whole check of a program: both modes, the backends, what draft export lists, and a spec that was tried."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from exportdb.checking.casetext import PROPOSED
from exportdb.checking.matching import Matcher
from exportdb.checking.measure import Bench, Wish, bench
from exportdb.checking.obstacles import Obstacle, obstacles
from exportdb.checking.proposing import Proposal, proposal
from exportdb.checking.targets import CheckTarget
from exportdb.envs.interpreter import Interpreter
from exportdb.errors import CheckFailed
from exportdb.present.verdict import Sentence, sentences
from exportdb.store.details import QUIET, CellView, Lane
from exportdb_engine.protocol import (
    MODES,
    ORIGINAL,
    TIERS,
    Begun,
    Cell,
    Chain,
    Environment,
    Limits,
    Mode,
    Outcome,
    Stage,
)

#: The stages that show whether a spec holds: what is done with a program that has it, and drawn sizes.
_SPEC_STAGES = TIERS["standard"]


@dataclass(frozen=True, slots=True)
class Options:
    """What a check was asked for."""

    modes: tuple[Mode, ...] = MODES
    stages: tuple[Stage, ...] = TIERS["full"]
    limits: Limits | None = None
    device: str = "cpu"
    jobs: int = 2
    #: Whether draft export is asked where export is refused.
    draft: bool = True
    #: The database of measured cases; None for the one that `explain` takes.
    db: str | None = None


@dataclass(slots=True)
class Checked:
    """What came of a check."""

    target: CheckTarget
    environment: Environment
    lanes: dict[Mode, Lane]
    obstacles: list[Obstacle] = field(default_factory=list)
    proposal: Proposal | None = None
    #: Draft export as a cell; None where it was not asked.
    draft: Cell | None = None
    #: Why no cases are named, where none could be looked for.
    unmatched: str = ""
    #: Of a script: its calls, exit status and output.
    script: dict[str, Any] | None = None

    @property
    def exports(self) -> bool:
        """Whether a program came out in every mode asked for, and every stage asked for holds."""
        return all(not _failing(lane) for lane in self.lanes.values())

    @property
    def sentences(self) -> list[Sentence]:
        """What each mode does with the program."""
        shown = self.obstacles[0].file if self.obstacles else None
        found = sentences(dict(self.lanes), shown or str(self.target.path or ""))
        if self.target.kind != "saved":
            return found
        # It was not exported here.
        return [replace(s, subject="The saved program", words=s.words.replace("exports it,", "loads,")) for s in found]


def check(
    target: CheckTarget,
    options: Options | None = None,
    interpreter: Interpreter | None = None,
    begun: Callable[[Begun], None] | None = None,
) -> Checked:
    """Run the program through the pipeline in a worker of its own, here or in the environment of ``interpreter``.

    ``begun`` hears of each stage. Raises CheckFailed where the program cannot be made or does not run in eager mode,
    and EngineError.
    """
    options = options or Options()
    made = bench(target, interpreter, limits=options.limits, device=options.device, jobs=options.jobs, begun=begun)
    with made as open_bench:
        return _check(open_bench, options)


def _check(on: Bench, options: Options) -> Checked:
    target = on.target
    # A saved program is the same in both modes: nothing is traced.
    saved = target.kind == "saved"
    modes = (Mode.NONSTRICT,) if saved else options.modes
    stages = tuple(stage for stage in options.stages if not (saved and stage is Stage.SPECS))
    chains = {chain.mode: chain for chain in on.run([Wish(on.write(), modes, stages)])}
    for chain in chains.values():
        refuse_unfit(chain, target)
    refused = any(_refused(chain) for chain in chains.values())
    draft = _draft(on, modes) if options.draft and refused and not saved else None
    checked = Checked(target, on.header.environment, {mode: lane_of(chains[mode]) for mode in modes}, draft=draft)
    checked.obstacles = obstacles([chains[mode] for mode in modes], draft, target.cwd, {})
    proposed = proposal(checked.lanes.values(), given=bool(target.expressions.get("dynamic_shapes")))
    if proposed is not None and proposed.spec:
        wish = Wish(on.write(spec=proposed.spec), modes, _SPEC_STAGES, PROPOSED)
        proposed = proposed.tried({chain.mode: lane_of(chain) for chain in on.run([wish])})
    checked.proposal = proposed
    matcher = Matcher(options.db)
    checked.obstacles = [matcher.matched(one) for one in checked.obstacles]
    checked.unmatched = matcher.why_not
    return checked


def _draft(on: Bench, modes: tuple[Mode, ...]) -> Cell | None:
    (chain,) = on.run([Wish(on.write(), modes[-1:], (Stage.EAGER, Stage.DRAFT))])
    return next((cell for cell in chain.cells if cell.stage is Stage.DRAFT), None)


def lane_of(chain: Chain) -> Lane:
    """A chain as what is presented."""
    cells = tuple(
        CellView(c.stage, c.outcome, c.code, c.signature, c.message, c.seconds, c.peak_kib, c.detail, 0, "")
        for c in chain.cells
    )
    return Lane("", chain.variant, chain.mode, cells, frozenset(chain.stages), chain.export, chain.output)


def _refused(chain: Chain) -> bool:
    return any(cell.stage is Stage.EXPORT and cell.outcome not in QUIET for cell in chain.cells)


def _failing(lane: Lane) -> list[CellView]:
    """The cells that speak against the lane. A refusal of other specs by the stage specs is a fact, and no fault."""
    return [cell for cell in lane.cells if cell.outcome not in QUIET and cell.stage is not Stage.SPECS] or (
        [] if any(cell.stage is Stage.EXPORT for cell in lane.cells) else list(lane.cells)
    )


def refuse_unfit(chain: Chain, target: CheckTarget) -> None:
    """Raise CheckFailed where nothing of torch.export was reached: the program is not there, or fails in eager mode."""
    cell = next((cell for cell in chain.cells if cell.stage is Stage.EAGER), None)
    if cell is None or cell.outcome in (Outcome.PASS, Outcome.WRONG) or chain.variant != ORIGINAL:
        return
    message = cell.message or ""
    if cell.code == "WorkerDied":
        raise CheckFailed(
            message, hint="exportdb doctor says what is missing; a program may also have killed the worker"
        )
    if cell.code == "BadTarget":
        said, _, hint = message.partition("\n")
        raise CheckFailed(said, hint=hint)
    at = cell.detail.get("at")
    where = ""
    if at:
        path = Path(at["file"])
        shown = path.relative_to(target.cwd) if path.is_relative_to(target.cwd) else path
        where = f"\n  {shown}:{at['line']}: {at['text']}"
    said = message if cell.code and message.startswith(cell.code) else f"{cell.code}: {message}"
    what = "ended the process" if cell.outcome is Outcome.CRASH else "does not run in eager mode"
    if cell.code == "Nondeterministic":
        hint = "two runs on equal inputs differ, so nothing can be held against eager: make it deterministic first"
    elif cell.code == "ModuleNotFoundError":
        hint = "install it where torch is, or name the environment that has it: --env NAME"
    else:
        hint = "torch.export was not reached: mend the program, or the inputs that are given with --args"
    raise CheckFailed(f"{target.title} {what}: {said[:1500]}{where}", hint=hint)

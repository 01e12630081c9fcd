"""Does an edited program export, and compute what the original computes?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from exportdb.checking.casetext import EDITED
from exportdb.checking.measure import Bench, Wish, bench
from exportdb.checking.obstacles import Obstacle, obstacles
from exportdb.checking.targets import CheckTarget
from exportdb.envs.interpreter import Interpreter
from exportdb.errors import CheckFailed
from exportdb.store.details import QUIET
from exportdb_engine.protocol import MODES, TIERS, Chain, Mode, Outcome, Stage


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of an edited program next to the original."""

    #: Mode -> how it came out: that of the first stage which does not hold.
    outcomes: Mapping[Mode, Outcome]
    #: What does not hold, with lines of the edited text; empty where all does.
    problems: tuple[Obstacle, ...] = ()
    #: Mode -> the last stage that passed.
    reached: Mapping[Mode, Stage] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        """Whether it exports in every mode, passes every stage, and does in eager mode what the original does."""
        return bool(self.outcomes) and all(outcome is Outcome.PASS for outcome in self.outcomes.values())

    @property
    def equal(self) -> bool:
        """Whether in eager mode it did what the original does on the example and on more_args."""
        return bool(self.reached)


def verify(
    target: CheckTarget,
    edited_source: str,
    *,
    modes: tuple[Mode, ...] = MODES,
    stages: tuple[Stage, ...] = TIERS["standard"],
    interpreter: Interpreter | None = None,
) -> Verified:
    """Run the program with ``edited_source`` in the place of its file, as a rewrite of the original.

    The engine holds it against the original in eager mode: on the example, on more_args, and on drawn inputs. Raises
    CheckFailed where the original cannot be run, or has no source file, and EngineError.
    """
    with bench(target, interpreter) as on:
        return verify_on(on, edited_source, modes, stages)


def verify_on(on: Bench, edited_source: str, modes: tuple[Mode, ...], stages: tuple[Stage, ...]) -> Verified:
    """:func:`verify` in a worker that is there already."""
    original = on.target.source_file()
    if original is None:
        raise CheckFailed(f"{on.target.word} is no source file", hint="name the file: path/model.py:Model")
    folder = on.folder / "edited"
    folder.mkdir(exist_ok=True)
    # Each round has a file of its own: a file that changes is not read again by all that keeps lines of it.
    edited = folder / f"{original.stem}_{len(list(folder.iterdir()))}.py"
    edited.write_text(edited_source, encoding="utf-8")
    stages = tuple(stage for stage in stages if stage is not Stage.SPECS)
    chains = on.run([Wish(on.write(edited=edited), modes, stages, EDITED)])
    ordered = sorted(chains, key=lambda chain: modes.index(chain.mode))
    return Verified(
        {chain.mode: _outcome(chain) for chain in ordered},
        tuple(obstacles(ordered, None, on.target.cwd, {str(edited): str(original)})),
        {chain.mode: passed[-1] for chain in ordered if (passed := _passed(chain))},
    )


def _outcome(chain: Chain) -> Outcome:
    stop = next((cell.outcome for cell in chain.cells if cell.outcome not in QUIET), None)
    return stop or (Outcome.PASS if Stage.EXPORT in _passed(chain) else Outcome.SKIP)


def _passed(chain: Chain) -> list[Stage]:
    return [cell.stage for cell in chain.cells if cell.outcome is Outcome.PASS]

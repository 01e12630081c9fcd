"""What comes of one stage of a case in a named environment: from the store where it is there, else measured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from exportdb.envs.declared import Declared
from exportdb.envs.interpreter import Target
from exportdb.errors import EngineError, EnvironmentFailed
from exportdb.runner.selection import Selection, select
from exportdb.runner.session import Options, Watcher, environment_of, run
from exportdb.runner.stored import stored_chains
from exportdb.runner.targets import idle, prepared, remembered
from exportdb.store import Store
from exportdb_engine.protocol import Mode, Outcome, Stage, environment_key


@dataclass(frozen=True, slots=True)
class Reading:
    """Readings are equal when outcome and code are."""

    #: None for a stage that was not reached.
    outcome: str | None
    code: str | None
    message: str | None = field(compare=False)
    torch: str = field(compare=False)
    #: Whether it was measured now; otherwise the store had it.
    measured: bool = field(compare=False)

    @property
    def words(self) -> str:
        """``pass``, ``fail GB0170``, ``not reached``."""
        return "not reached" if self.outcome is None else f"{self.outcome} {self.code or ''}".strip()


@dataclass(frozen=True, slots=True)
class Probe:
    """What is read, and how it is had."""

    store: Store
    #: With the case as its one word, and no more stages and modes than are needed.
    options: Options
    command: str
    case: str
    variant: str
    mode: Mode
    stage: Stage
    #: Whether environments that are made for it are removed again.
    ephemeral: bool
    say: Callable[[str], None]

    def read(self, declared: Declared) -> Reading | None:
        """The reading in an environment, which is made where it has to be; None where nothing can be told from it: the
        environment cannot be made, or the case is not there or skipped in it. Raises StoreError."""
        known = remembered(declared)
        if known is not None and idle(self.store, self.options, known, self.say):
            return self._in(known)
        try:
            with prepared(declared, self.say, make=True, ephemeral=self.ephemeral) as target:
                return self._in(target)
        except (EnvironmentFailed, EngineError) as error:
            self.say(str(error))
            return None

    def _selection(self, target: Target) -> Selection:
        folder = Path(self.options.cases) if self.options.cases else None
        return select(self.options.words, folder, say=self.say, target=target)

    def _in(self, target: Target) -> Reading | None:
        selection = self._selection(target)
        summary = run(self.store, selection, self.options, command=self.command, watcher=Watcher(), target=target)
        if summary.interrupted:
            raise KeyboardInterrupt
        environment = environment_of(target, self.options.device)
        texts = {case.case: case.sha256 for case in selection.cases}
        with self.store.read() as session:
            for case, variant, mode, cells in stored_chains(session, environment_key(environment), texts):
                if (case, variant, mode) == (self.case, self.variant, self.mode):
                    if any(cell.outcome is Outcome.SKIP for cell in cells):
                        return None
                    cell = next((cell for cell in cells if cell.stage == self.stage), None)
                    measured = bool(summary.measured)
                    if cell is None:
                        return Reading(None, None, None, environment.torch, measured)
                    return Reading(cell.outcome.value, cell.code, cell.message, environment.torch, measured)
        return None

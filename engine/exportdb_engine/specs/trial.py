"""Exports a program under a spec, and again with the fixes that torch suggests, until it is accepted."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import Any

from exportdb_engine.diagnose import diagnose
from exportdb_engine.protocol import Outcome, Stage
from exportdb_engine.specs.entries import Hint, Spec, is_asked, renamed
from exportdb_engine.specs.facts import constants
from exportdb_engine.specs.fixes import fixed, suggestion, violated
from exportdb_engine.specs.inputs import Inputs
from exportdb_engine.stages.export import export
from exportdb_engine.work import Work

#: Exports for one spec, with what is suggested after each.
ROUNDS = 4
#: Characters that are kept of a message.
_SHORT = 300
_REASON = re.compile(r"^ *- (.+)", re.MULTILINE)
#: Advice that torch adds to a reason, and addresses, which differ from run to run.
_ADVICE = re.compile(r" (If you're using mark_dynamic|For more information, run with).*| at 0x[0-9a-f]+")


@dataclass(frozen=True, slots=True)
class Attempt:
    """One export under one spec."""

    accepted: bool
    #: The size of each dimension that is a number in the program; None for one that is not.
    constants: tuple[int | None, ...] = ()
    outcome: Outcome = Outcome.PASS
    code: str | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of a spec."""

    spec: Spec
    #: ``accepted``, ``specialized``, ``suggestion``, ``refused`` or ``internal``.
    result: str
    #: Of the first refusal.
    code: str | None = None
    message: str | None = None
    #: The spec that the suggested fixes came to and that is accepted.
    fixed: Spec | None = None
    #: What the fixes change, in words.
    suggestion: str | None = None
    #: Exports that it took.
    rounds: int = 1
    #: Dimensions that were asked to be dynamic and are numbers in the accepted program.
    quiet: tuple[int, ...] = ()
    #: Why the fixes that torch suggests are none.
    broken: str | None = None


class Trials:
    """Tries specs on a program; an equal spec is not exported again."""

    def __init__(self, work: Work, inputs: Inputs) -> None:
        self._work, self._inputs = work, inputs
        self._attempts: dict[Spec, Attempt] = {}
        self.exports = 0
        #: The program that the latest export gave. Older ones are let go: each holds a copy of the model.
        self.latest: Any = None

    def know(self, spec: Spec, exported: Any) -> None:
        """Take a program that was exported before as what came of a spec."""
        self._attempts[renamed(spec)] = self._accepted(exported)

    def is_known(self, spec: Spec) -> bool:
        return renamed(spec) in self._attempts

    def attempt(self, spec: Spec) -> Attempt:
        """Export under a spec, or say what came of it before. Raises MemoryError when memory ran out."""
        spec = renamed(spec)
        if spec not in self._attempts:
            self._attempts[spec] = self._export(spec)
        return self._attempts[spec]

    def run(self, spec: Spec) -> Trial:
        """Export under a spec and, while it is refused with fixes, under what they make of it."""
        inputs = self._inputs
        current = spec = renamed(spec)
        first = last = self.attempt(spec)
        rounds, stuck = 1, False
        #: Dimensions that a fix changed, and those that were refused from the start with no fix for them.
        changed: set[int] = set()
        left: set[int] = set()
        while not last.accepted and rounds < ROUNDS:
            after = fixed(last.message, current, inputs)
            if after is None:
                break
            own = {place for place, (old, new) in enumerate(zip(current, after, strict=True)) if old != new}
            stuck = not own
            if stuck:
                break
            if rounds == 1:
                left = violated(last.message, current, inputs) - own
            changed |= own
            current, rounds = renamed(after), rounds + 1
            last = self.attempt(current)
        quiet = _quiet(current, last)
        trial = Trial(spec, _result(last, quiet), first.code, short(first.message), rounds=rounds, quiet=quiet)
        if last.accepted and rounds > 1:
            result = "specialized" if quiet else "suggestion"
            what = suggestion(changed, current, inputs)
            return dataclasses.replace(trial, result=result, fixed=current, suggestion=what)
        if stuck and rounds == 1:
            return dataclasses.replace(trial, broken=_broken("the suggested one is that very spec", inputs, spec, spec))
        # What was refused for a dimension that no fix speaks of was not promised to be accepted.
        still = violated(last.message, current, inputs)
        if last.accepted or rounds == 1 or (still and still <= left):
            return trial
        return dataclasses.replace(
            trial,
            result="refused",
            suggestion=suggestion(changed, current, inputs),
            broken=_broken(f"{last.code}: {short(last.message)}", inputs, spec, current),
        )

    def _export(self, spec: Spec) -> Attempt:
        work = self._work
        self.exports += 1
        work.trying({"spec": self._inputs.text(spec)})
        try:
            program = dataclasses.replace(work.program, dynamic_shapes=self._inputs.spec(spec))
            return self._accepted(export(program, work.mode))
        except Exception as error:
            found = diagnose(error, stage=Stage.EXPORT, case_path=work.case_path, sources=work.sources)
            if found.outcome is Outcome.OOM:
                raise
            return Attempt(False, (), found.outcome, found.code, found.message)

    def _accepted(self, exported: Any) -> Attempt:
        self.latest = exported
        return Attempt(True, tuple(constants(exported, self._inputs)))


def short(message: str) -> str | None:
    """The first line of a message; of a list of reasons the first one."""
    if not message:
        return None
    line = message.partition("\n")[0]
    reason = _REASON.search(message) if line.startswith(("Constraints violated", "Found the following")) else None
    return _ADVICE.sub("", reason.group(1) if reason else line)[:_SHORT]


def _result(attempt: Attempt, quiet: tuple[int, ...]) -> str:
    if attempt.accepted:
        return "specialized" if quiet else "accepted"
    return "internal" if attempt.outcome is Outcome.INTERNAL else "refused"


def _broken(why: str, inputs: Inputs, spec: Spec, suggested: Spec) -> str:
    # A line each: what follows a guard on its line does not count in a signature.
    lines = (f"torch does not take what it suggests: {why}", inputs.text(spec), inputs.text(suggested))
    return "{}\nrefused: {}\nsuggested: {}".format(*lines)


def _quiet(spec: Spec, attempt: Attempt) -> tuple[int, ...]:
    if not attempt.accepted:
        return ()
    return tuple(
        place
        for place, (entry, size) in enumerate(zip(spec, attempt.constants, strict=True))
        if size is not None and entry is not Hint.AUTO and is_asked(entry)
    )

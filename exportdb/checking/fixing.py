"""Edits of the user's text that were shown to hold: proposed by the fixers, and run next to the original."""

from __future__ import annotations

import difflib
import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from exportdb.checking.check import Checked
from exportdb.checking.measure import bench
from exportdb.checking.obstacles import Obstacle
from exportdb.checking.verify import Verified, verify_on
from exportdb.envs.interpreter import Interpreter
from exportdb.errors import CheckFailed
from exportdb_engine.protocol import Limits, Mode, Outcome, Stage

#: Rounds of edits: mending one obstacle lets the next one be seen.
ROUNDS = 5

#: Stages that ask whether the program exports and computes the same; later ones ask what can be done with it.
_SAME = {Stage.EAGER, Stage.EXPORT, Stage.RUN, Stage.GENERALIZE, Stage.SHAPES}

Say = Callable[[str], None]


@dataclass(slots=True)
class Step:
    """An edit that was kept."""

    fixer: str
    title: str
    reason: str
    #: From 1, in the user's text.
    line: int


@dataclass(slots=True)
class Fix:
    """What came of the search for edits."""

    path: str
    original: str
    #: The text with every edit that was kept.
    edited: str
    steps: list[Step] = field(default_factory=list)
    #: What was proposed and does not hold, with the reason.
    refused: list[str] = field(default_factory=list)
    #: Places that a fixer knows and leaves alone, with the reason.
    left: list[str] = field(default_factory=list)
    #: Of the edited text: everything holds in every mode asked for.
    holds: bool = False
    #: Of the edited text: it exports in every mode asked for, and does what the original does.
    exports: bool = False
    #: Of the edited text: what does not hold.
    remains: list[str] = field(default_factory=list)
    #: Why nothing was tried.
    why_not: str = ""

    @property
    def diff(self) -> str:
        """From the user's text to the edited one."""
        lines = difflib.unified_diff(
            self.original.splitlines(keepends=True),
            self.edited.splitlines(keepends=True),
            f"a/{self.path}",
            f"b/{self.path}",
        )
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)

    def own_line(self, line: int) -> int:
        """The line of the user's text that a line of the edited one comes from, or where it was put in."""
        here = 0
        lines = self.edited.splitlines(), self.original.splitlines()
        for edited, original, size in difflib.SequenceMatcher(None, *lines, autojunk=False).get_matching_blocks():
            if line - 1 < edited:
                return here
            here = original + min(size, line - edited)
        return here

    def document(self) -> dict[str, Any]:
        return {
            "holds": self.holds,
            "exports": self.exports,
            "diff": self.diff if self.exports else None,
            "steps": [{"fixer": s.fixer, "title": s.title, "reason": s.reason, "line": s.line} for s in self.steps],
            "refused": self.refused,
            "left": self.left,
            "remains": self.remains,
            "why_not": self.why_not or None,
        }


def search(
    checked: Checked,
    stages: tuple[Stage, ...],
    *,
    interpreter: Interpreter | None = None,
    limits: Limits | None = None,
    say: Say = lambda text: None,
) -> Fix:
    """Edits under which every stage holds in every mode, by up to ``ROUNDS`` rounds of proposals.

    A patch is kept when the program does in eager mode what the original does, and either all holds or an obstacle is
    gone. Nothing is written. Raises CheckFailed where the program has no source file.
    """
    target = checked.target
    file = target.source_file()
    if file is None:
        raise CheckFailed(f"{target.word} has no source file that could be edited", hint="name path/model.py:Model")
    shown = file.relative_to(target.cwd) if file.is_relative_to(target.cwd) else file
    source = file.read_text(encoding="utf-8")
    fix = Fix(shown.as_posix(), source, source)
    try:
        fixing = importlib.import_module("exportdb.fixing")
    except ModuleNotFoundError as error:
        fix.why_not = f"no fixers are at hand: {error}"
        return fix
    modes = tuple(checked.lanes)
    ahead: Sequence[Obstacle] = checked.obstacles
    tried: set[str] = set()
    with bench(target, interpreter, limits=limits) as on:
        for _ in range(ROUNDS):
            here = [o for o in ahead if o.file in (None, fix.path)]
            asked = [fixing.Obstacle(o.line, o.code, o.message) for o in here]
            kept: Verified | None = None
            proposals = fixing.propose_all(fix.edited, fix.path, asked)
            fix.left = [f"line {fix.own_line(one.line)}, {one.fixer}: {one.reason}" for one in proposals.left]
            for patch in proposals.patches:
                if patch.source in tried:
                    continue
                tried.add(patch.source)
                say(f"trying {patch.title}")
                found = verify_on(on, patch.source, modes, stages)
                if found.holds or _further(found, ahead, modes):
                    fix.steps.append(Step(patch.fixer, patch.title, patch.reason, fix.own_line(patch.line)))
                    fix.edited, kept = patch.source, found
                    break
                fix.refused.append(f"{patch.title}: {_why(found)}")
            if kept is None:
                return fix
            fix.holds = kept.holds
            fix.exports = _same(kept, modes)
            fix.remains = [f"{problem.stage}: {problem.reason}" for problem in kept.problems]
            if kept.holds:
                return fix
            ahead = kept.problems
    return fix


def _same(found: Verified, modes: tuple[Mode, ...]) -> bool:
    """Whether the edited program exports in every mode, and does what the original does, drawn inputs included."""
    if Outcome.INVALID in found.outcomes.values() or len(found.reached) < len(modes):
        return False
    return not any(problem.stage in _SAME for problem in found.problems)


def _further(found: Verified, before: Sequence[Obstacle], modes: tuple[Mode, ...]) -> bool:
    """Whether the edited program does what the original does, and something that stood in its way is gone."""
    if Outcome.INVALID in found.outcomes.values() or len(found.reached) < len(modes):
        return False
    if any(problem.stage == Stage.EAGER for problem in found.problems):
        return False
    return bool(_seen(before) - _seen(found.problems))


def _seen(obstacles: Sequence[Obstacle]) -> set[tuple[str, str, str]]:
    return {(o.stage, o.code, o.text) for o in obstacles if o.stage != Stage.SPECS and "draft" not in o.modes}


def _why(found: Verified) -> str:
    if not found.problems:
        return "it was not measured"
    first = found.problems[0]
    return f"{first.stage}: {first.outcome} {first.code}: {first.reason}"

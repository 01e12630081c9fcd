"""What torch.export makes of a case, in a sentence for each mode."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from exportdb.present.messages import tidy, trimmed
from exportdb.present.shapes import counterexamples
from exportdb.store.details import CaseDetail, CellView, Lane
from exportdb_engine.protocol import MODES, ORIGINAL, Mode, Outcome, Stage

#: The longest reason that is part of a sentence.
MOST_CHARACTERS = 160
NAMES = {Mode.STRICT: "Strict mode", Mode.NONSTRICT: "Non-strict mode"}
#: What torch puts before the reason of every failure within a higher-order operator.
_WRAPPING = re.compile(r"^This higher order operator doesn't work unless .*? Got graph break/error: ?", re.DOTALL)
#: Addresses, which differ each time, and what to set to be told more.
_NEEDLESS = re.compile(r" at 0x[0-9a-f]+|\s*For more information, run with .*")
#: At export itself, where there is no program yet. Without a full stop; a code or a reason may follow.
_AT_EXPORT = {
    Outcome.FAIL: "refuses it at export",
    Outcome.WRONG: "exports something else",
    Outcome.UNSOUND: "exports something unsound",
    Outcome.INTERNAL: "fails at export within the compiler, which is a bug in torch",
    Outcome.CRASH: "kills the process at export",
    Outcome.TIMEOUT: "does not come to an end at export",
    Outcome.OOM: "runs out of memory at export",
}
#: At a later stage, by stage, and of whichever outcome where it says nothing else.
_LATER = {
    (Stage.RUN, Outcome.WRONG): "exports it, and the program computes something else than eager mode",
    (Stage.RUN, Outcome.FAIL): "exports it, and the program fails on the very inputs it was exported with",
    (Stage.GENERALIZE, Outcome.WRONG): "exports it, and on other inputs the program computes something else",
    (Stage.GENERALIZE, Outcome.FAIL): "exports it, and the program refuses other inputs that eager mode takes",
    (Stage.DECOMPOSE, Outcome.FAIL): "exports it, and the program cannot be decomposed to core operators",
    (Stage.DECOMPOSE, Outcome.WRONG): "exports it, and decomposed the program computes something else",
    (Stage.SERIALIZE, Outcome.FAIL): "exports it, and the program cannot be saved and loaded",
    (Stage.SERIALIZE, Outcome.WRONG): "exports it, and saved and loaded the program computes something else",
    (Stage.RETRACE, Outcome.FAIL): "exports it, and the program cannot be exported again",
    (Stage.RETRACE, Outcome.WRONG): "exports it, and exported again the program computes something else",
    (Stage.SHAPES, Outcome.UNSOUND): "exports it, and for some sizes the program gives wrong results without a word",
    (Stage.SHAPES, Outcome.WRONG): "exports it, and for some sizes the program differs from the original",
    (Stage.SHAPES, Outcome.FAIL): "exports it, and the program refuses some sizes that it declares",
}
_ENDINGS = {
    Outcome.FAIL: "is refused",
    Outcome.WRONG: "gives something else than eager mode",
    Outcome.UNSOUND: "is unsound",
    Outcome.INTERNAL: "fails within the compiler, which is a bug in torch",
    Outcome.CRASH: "kills the process",
    Outcome.TIMEOUT: "does not come to an end",
    Outcome.OOM: "runs out of memory",
    Outcome.INVALID: "fails in eager mode already, so the case is at fault",
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """What comes of the original in one mode, or in both where they do alike."""

    modes: tuple[Mode, ...]
    #: None where nothing was measured.
    outcome: Outcome | None
    #: ``Strict mode``, ``Both modes``.
    subject: str
    #: ``refuses it at export``, without a full stop.
    words: str
    #: ``GB0170``; empty where there is none, and where the words say as much.
    code: str = ""
    #: The first line of what torch says, shortened.
    reason: str = ""

    @property
    def text(self) -> str:
        """All of it on one line."""
        said = f"{self.subject} {self.words}" + (f": {self.code}" if self.code else "")
        return f"{said}. {self.reason}" if self.reason else said


def verdict(detail: CaseDetail, environment: str | None) -> list[Sentence]:
    """A sentence for each mode in the environment with this key; one for both where they do alike."""
    return sentences({mode: detail.lane(environment, ORIGINAL, mode) for mode in MODES}, detail.path)


def sentences(lanes: Mapping[Mode, Lane | None], path: str) -> list[Sentence]:
    """A sentence for each lane, one for both modes where they do alike; ``path`` is that of the program's file."""
    found: dict[tuple[Outcome | None, str, str, str], list[Mode]] = {}
    for mode, lane in lanes.items():
        found.setdefault(_of(path, lane), []).append(mode)
    return [
        Sentence(tuple(modes), outcome, _subject(modes), _agree(words, modes), code, reason)
        for (outcome, words, code, reason), modes in found.items()
    ]


def _of(path: str, lane: Lane | None) -> tuple[Outcome | None, str, str, str]:
    """(outcome, what the mode does, code, reason)."""
    if lane is None or not lane.pipeline:
        return None, "has not been measured", "", ""
    stop = lane.stop
    if stop is None:
        skipped = [cell for cell in lane.pipeline if cell.outcome is Outcome.SKIP]
        if lane.cell(Stage.EXPORT) in (None, *skipped):
            reason = gist(skipped[0].message or "", path) if skipped else ""
            return (Outcome.SKIP, "was skipped", "", reason) if skipped else (None, "has not been measured", "", "")
        return Outcome.PASS, f"exports it, and {_holds(lane.pipeline)}", "", ""
    if stop.stage is Stage.SHAPES and counterexamples(stop):
        return stop.outcome, _words(stop), "", ""
    return stop.outcome, _words(stop), stop.code or "", gist(stop.message or "", path)


def _words(stop: CellView) -> str:
    if stop.stage is Stage.EAGER or stop.outcome is Outcome.INVALID:
        return "cannot be tried, as the program fails in eager mode already"
    if stop.stage is Stage.EXPORT:
        return _AT_EXPORT[stop.outcome]
    said = _LATER.get((stop.stage, stop.outcome))
    return said or f"exports it, and the stage {stop.stage} {_ENDINGS[stop.outcome]}"


def _holds(cells: Sequence[CellView]) -> str:
    checked = [str(cell.stage) for cell in cells if cell.stage not in (Stage.EAGER, Stage.EXPORT)]
    if not checked:
        return "nothing further was measured"
    if len(checked) == 1:
        return f"the program holds at {checked[0]}"
    return f"the program holds at every stage measured, {checked[0]} to {checked[-1]}"


def _subject(modes: Sequence[Mode]) -> str:
    return "Both modes" if len(modes) == len(MODES) else NAMES[modes[0]]


def _agree(words: str, modes: Sequence[Mode]) -> str:
    """The words after a subject of that many modes."""
    if len(modes) == 1:
        return words
    first, _, rest = words.partition(" ")
    plural = {"has": "have", "was": "were", "does": "do", "cannot": "cannot"}
    return f"{plural.get(first, first.removesuffix('s'))} {rest}"


def gist(message: str, path: str) -> str:
    """The first line of a message that gives a reason, shortened; ``path`` is that of the case's file."""
    said = _WRAPPING.sub("", trimmed(tidy(message, path)))
    line = next((line.strip() for line in said.splitlines() if line.strip()), "")
    return textwrap.shorten(_NEEDLESS.sub("", line), MOST_CHARACTERS, placeholder=" …")

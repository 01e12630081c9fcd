"""What stands in the way of a program's export: one entry for each line and reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from exportdb.present.messages import tidy
from exportdb.present.shapes import KINDS
from exportdb.present.verdict import gist
from exportdb.store.details import QUIET
from exportdb_engine.protocol import Cell, Chain, Stage

_OPERATOR = re.compile(r"\w+::\w+")
_EXPLANATION = re.compile(r"^\s*Explanation: (.+)$", re.MULTILINE)
_HINT = re.compile(r"^\s*Hint: (.+)$", re.MULTILINE)
#: Hints that torch gives with every graph break of a kind, and that say nothing of what to write.
_GENERAL = re.compile(
    r"This graph break is fundamental|Your code may result in an error when running in eager|It may be possible"
)
#: The first of the reasons under "Constraints violated", and what torch would have written.
_VIOLATED = re.compile(r"Constraints violated[^\n]*\n\s+- ([^\n]+)")
_SUGGESTED = re.compile(r"^Suggested fixes:\n((?:[ \t]+[^\n]*\n?)+)", re.MULTILINE)
#: What torch adds to a symbolic expression for those who know how it is kept.
_ASIDE = re.compile(r" *\((?:un)?hinted: [^\n]*?\)\.?(?=\s|$)| *\(Size-like symbols: [^)]*\)")
#: What draft export calls a failure -> the code that export itself gives it.
_DRAFT_CODES = {
    "data_dependent_error": "GuardOnDataDependentSymNode",
    "missing_fake_kernel": "UnsupportedOperatorException",
    "mismatched_fake_kernel": "MismatchedFakeKernel",
    "guard_added": "ConstraintViolation",
}


@dataclass(frozen=True, slots=True)
class MatchView:
    """A measured case that stops alike, and what it says to write instead."""

    case: str
    title: str
    score: float
    why: tuple[str, ...] = ()
    #: Label, docstring, diff (lines) and releases by mode of each rewrite.
    rewrites: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something that stands in the way, or that is wrong with what came out."""

    stage: str
    #: Those in which it was met; ``draft`` for what draft export alone told of.
    modes: tuple[str, ...]
    outcome: str
    code: str
    #: A sentence or two.
    reason: str
    #: As torch wrote it.
    message: str
    #: Seen from the working directory where it lies below; None where no line is known.
    file: str | None = None
    #: From 1.
    line: int | None = None
    #: The line of the program.
    text: str = ""
    #: What torch suggests.
    action: str = ""
    matches: tuple[MatchView, ...] = ()

    @property
    def place(self) -> str:
        """``model.py:12``; empty where no line is known."""
        return f"{self.file}:{self.line}" if self.file else ""


def obstacles(chains: Iterable[Chain], draft: Cell | None, cwd: Path, renamed: Mapping[str, str]) -> list[Obstacle]:
    """The obstacles of all modes, by line, and what draft export lists besides.

    ``renamed`` are files that stand for others: an edited copy for the user's file.
    """
    found: dict[tuple[Any, ...], Obstacle] = {}
    for chain in chains:
        for cell in chain.cells:
            if cell.outcome in QUIET:
                continue
            one = _of(cell, str(chain.mode), cwd, renamed)
            key = one.stage, one.code, one.file, one.line, one.reason
            before = found.get(key)
            found[key] = one if before is None else replace(before, modes=(*before.modes, *one.modes))
    listed = list(found.values())
    for entry in (draft.detail.get("failures") or ()) if draft else ():
        listed = _with_draft(listed, entry, cwd, renamed)
    if draft is not None and draft.outcome not in QUIET and "failures" not in draft.detail:
        # It stopped itself; where export stops at the same line there is nothing to add.
        one = _of(draft, "draft", cwd, renamed)
        if not any((o.file, o.line) == (one.file, one.line) for o in listed):
            listed.append(one)
    return sorted(listed, key=lambda o: (o.file is None, o.file or "", o.line or 0))


def _of(cell: Cell, mode: str, cwd: Path, renamed: Mapping[str, str]) -> Obstacle:
    message = cell.message or ""
    file, line, text = _at(cell.detail.get("at"), cwd, renamed)
    reason = _ASIDE.sub("", gist(_ASIDE.sub("", message), file or ""))
    action = ""
    if found := _EXPLANATION.search(message):
        reason = f"{reason.rstrip('.')}. {found[1].strip()}"
    hints = [hint for hint in _HINT.findall(message) if not _GENERAL.match(hint)]
    if hints:
        action = f"torch advises: {min(hints, key=len).strip()}"
    if found := _VIOLATED.search(message):
        reason = f"{reason} {found[1].strip()}"
    if found := _SUGGESTED.search(message):
        action = f"torch suggests: {'; '.join(line.strip() for line in found[1].splitlines() if line.strip())}"
    examples = cell.detail.get("counterexamples") or ()
    if examples:
        first = examples[0]
        kind = KINDS.get(first["kind"])
        reason = f"{kind.meaning if kind else first['kind']}: {first['text']}, on {first['inputs']}"
        action = kind.advice if kind else ""
    return Obstacle(
        str(cell.stage), (mode,), str(cell.outcome), cell.code or str(cell.outcome), tidy(reason, file or ""), message,
        file, line, text, action,
    )  # fmt: skip


def _with_draft(
    listed: list[Obstacle], entry: Mapping[str, Any], cwd: Path, renamed: Mapping[str, str]
) -> list[Obstacle]:
    """With a failure that draft export lists: an action for an obstacle at the same line, else one of its own."""
    file, line, text = _at(entry.get("at"), cwd, renamed)
    code = _DRAFT_CODES.get(entry["kind"], entry["kind"])
    action = f"{entry['action']}"
    alike = [o for o in listed if o.stage == Stage.EXPORT and _same(o, entry, code, line)]
    if alike:
        place = (file, line, text)
        return [_placed(replace(o, action=o.action or action), place) if o in alike else o for o in listed]
    one = Obstacle("draft", ("draft",), "fail", code, entry["text"], entry["text"], file, line, text, action)
    return listed if one in listed else [*listed, one]


def _placed(one: Obstacle, place: tuple[str | None, int | None, str]) -> Obstacle:
    """With a place, where it has none of its own."""
    return one if one.line is not None else replace(one, file=place[0], line=place[1], text=place[2])


def _same(one: Obstacle, entry: Mapping[str, Any], code: str, line: int | None) -> bool:
    """Whether a failure of draft export is what export itself stops at."""
    if one.line is None and entry["kind"] == "guard_added":
        return "Constraints violated" in one.message
    if line is not None:
        return one.line == line
    operator = _OPERATOR.search(entry["text"])
    return one.code == code or (operator is not None and operator[0] in one.message)


def _at(at: Mapping[str, Any] | None, cwd: Path, renamed: Mapping[str, str]) -> tuple[str | None, int | None, str]:
    if not at:
        return None, None, ""
    path = Path(renamed.get(at["file"], at["file"]))
    shown = path.relative_to(cwd) if path.is_relative_to(cwd) else path
    return shown.as_posix(), at["line"], at.get("text") or ""

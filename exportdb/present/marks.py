"""The mark of each outcome: told apart by shape and word, so that nobody needs colour."""

from __future__ import annotations

from dataclasses import dataclass

from exportdb_engine.protocol import Outcome


@dataclass(frozen=True, slots=True)
class Mark:
    """How an outcome is drawn, and what it means."""

    sign: str
    meaning: str


MARKS = {
    Outcome.PASS: Mark("✓", "holds"),
    Outcome.FAIL: Mark("✗", "refused, with a diagnosis"),
    Outcome.WRONG: Mark("≠", "ran, and differs from eager"),
    Outcome.UNSOUND: Mark("⚠", "breaks what the program declares of its shapes"),
    Outcome.INTERNAL: Mark("‼", "the compiler's own assertion, or a bug in it"),
    Outcome.CRASH: Mark("☠", "the process died"),
    Outcome.TIMEOUT: Mark("⧖", "took longer than the limit"),
    Outcome.OOM: Mark("▣", "memory ran out"),
    Outcome.SKIP: Mark("○", "not measured, with a reason"),
    Outcome.INVALID: Mark("⁇", "eager itself fails: the case is at fault"),
}
#: A stage that was asked for and could not be reached, as an earlier one does not pass.
UNREACHED = Mark("·", "not reached")
#: A stage that nobody has measured.
UNMEASURED = Mark("–", "not measured")

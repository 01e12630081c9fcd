from __future__ import annotations

import pytest

from exportdb.expectation import judge
from exportdb_engine.protocol import Cell, Outcome, Stage


def cell(text: str) -> Cell:
    """``export: fail GB0170`` as a cell."""
    stage, _, rest = text.partition(": ")
    outcome, _, code = rest.partition(" ")
    return Cell(Stage(stage), Outcome(outcome), code=code or None, message=f"says {code}" if code else None)


@pytest.mark.parametrize(
    ("expected", "cells", "unexpected"),
    [
        # Nothing is expected: everything has to pass.
        ([], ["eager: pass", "export: pass"], []),
        (
            [],
            ["eager: pass", "export: fail GB0170"],
            ["export: expected to pass, got 'export: GB0170' (fail): says GB0170"],
        ),
        # The stage and the code are what is stated; the kind of failure is not.
        ([("export", "GB0170")], ["eager: pass", "export: fail GB0170"], []),
        ([("export", "GB0170")], ["export: internal GB0170"], []),
        (
            [("export", "GB0170")],
            ["export: fail GB0059"],
            ["export: expected 'export: GB0170', got 'export: GB0059' (fail): says GB0059"],
        ),
        (
            [("export", "GB0170")],
            ["export: pass", "run: pass"],
            ["export: passes although `expect` says 'export: GB0170'"],
        ),
        # Stopped earlier than stated: the earlier stage is what differs; the later one was not reached.
        (
            [("run", "ValuesDiffer")],
            ["eager: pass", "export: fail GB0170"],
            ["export: expected to pass, got 'export: GB0170' (fail): says GB0170"],
        ),
        # Several stages after `run` may stop, each for its own reason.
        (
            [("decompose", "NonCoreATen"), ("serialize", "SerializeError")],
            ["run: pass", "decompose: fail NonCoreATen", "serialize: fail SerializeError", "retrace: pass"],
            [],
        ),
        # Not asked for is not a difference; skipped is none either.
        ([("retrace", "SignatureDiffers")], ["eager: pass", "export: pass"], []),
        ([("export", "GB0170")], ["eager: skip Requires"], []),
    ],
)
def test_judge(expected: list[tuple[str, str]], cells: list[str], unexpected: list[str]) -> None:
    verdicts = judge(((Stage(stage), code) for stage, code in expected), map(cell, cells))
    assert [verdict.sentence for verdict in verdicts if not verdict.expected] == unexpected
    assert len(verdicts) == len(cells)


def test_verdicts_come_in_the_order_of_stages_and_say_what_was_expected() -> None:
    verdicts = judge([(Stage.EXPORT, "GB0170")], [cell("export: fail GB0170"), cell("eager: pass")])
    assert [(v.stage, v.expected, v.expected_code) for v in verdicts] == [
        (Stage.EAGER, True, None),
        (Stage.EXPORT, True, "GB0170"),
    ]
    assert verdicts[1].sentence == "export: fail with GB0170, as expected"

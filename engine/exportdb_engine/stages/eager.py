"""Does the program run at all, and does it agree with itself; and does a rewrite compute what the original computes?"""

from __future__ import annotations

from typing import Any

from exportdb_engine.compare import differences
from exportdb_engine.observe import Observation
from exportdb_engine.protocol import Outcome, Stage
from exportdb_engine.protocol.devices import CPU
from exportdb_engine.work import NotHolding, Work

STAGE = Stage.EAGER


def measure(work: Work) -> dict[str, Any]:
    work.reference, work.reference_again = work.eager_twice()
    again = work.eager()
    for seen in (work.reference, work.reference_again, again):
        if seen.raised is not None:
            if work.device != CPU:
                raise NotHolding(
                    Outcome.SKIP, "NotOnDevice", f"it does not run on {work.device} as it is written: {seen.raised}"
                )
            raise seen.raised
    found = differences(work.reference, again)
    if found:
        raise NotHolding(
            Outcome.INVALID,
            "Nondeterministic",
            "two runs on equal inputs differ: " + "; ".join(map(str, found[:5])),
        )
    if work.program.original is None:
        return {}
    return {"equivalent_on": _equivalent(work)}


def _equivalent(work: Work) -> int:
    """The number of inputs on which the rewrite does in eager mode what the original does.

    They are compared on the original's inputs, since a rewrite may replace its own. Raises NotHolding at the first
    that differs.
    """
    original = work.program.original
    assert original is not None
    inputs = [original.args, *original.more_args]
    for index, args in enumerate(inputs):
        where = "on the example" if index == 0 else f"on more_args[{index - 1}]"
        expected, actual = work.eager(original, args), work.eager(args=args)
        if expected.raised is not None or actual.raised is not None:
            if type(expected.raised) is type(actual.raised):
                continue
            raise NotHolding(
                Outcome.WRONG,
                "RewriteDiffers",
                f"{where} the original {_did(expected)}, and the rewrite {_did(actual)}",
            )
        found = differences(expected, actual)
        if found:
            raise NotHolding(
                Outcome.WRONG, "RewriteDiffers", f"{where} the rewrite differs: " + "; ".join(map(str, found[:5]))
            )
    return len(inputs)


def _did(observation: Observation) -> str:
    return "returns" if observation.raised is None else f"raises {type(observation.raised).__name__}"

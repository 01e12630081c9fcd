"""Does the exported program do what eager does on other inputs, or refuse those that its spec excludes?"""

from __future__ import annotations

import re
from typing import Any

import torch
from torch.utils import _pytree

from exportdb_engine.compare import differences
from exportdb_engine.observe import Observation
from exportdb_engine.program import Program
from exportdb_engine.protocol import Outcome, Stage
from exportdb_engine.spec import excluded
from exportdb_engine.work import NotHolding, Work, refuse_differences

STAGE = Stage.GENERALIZE

#: How the checks that export adds to a program word a refusal, from 2.5 to 2.15.
_REFUSAL = re.compile(
    r"expected (input|shape)|guard failed|expected .* to be (equal|of|<=|>=|<|>|!=)|input constraint|runtime assert"
    r"|trying to flatten|unexpected keyword argument|missing .*argument|must be divisible|doesn't match .*spec"
    r"|invalid input|type mismatch|specialized",
    re.IGNORECASE,
)


def measure(work: Work) -> dict[str, Any]:
    ran, refused = 0, 0
    module = work.module_again()
    for index, args in enumerate(work.program.more_args):
        name = f"more_args[{index}]"
        expected, actual = work.eager(args=args), work.on_module(module, args)
        if actual.raised is not None:
            _check_refusal(name, work.program, args, expected, actual)
            refused += 1
            continue
        if expected.raised is not None:
            raise NotHolding(
                Outcome.WRONG,
                "Accepted",
                f"{name}: eager raises {type(expected.raised).__name__}, and the exported program returns a value",
            )
        refuse_differences(differences(expected, actual), prefix=f"{name}: ")
        ran += 1
    return {"equal": ran, "refused": refused}


def _check_refusal(
    name: str, program: Program, args: tuple[Any, ...], expected: Observation, actual: Observation
) -> None:
    """A refusal is right where eager raises too, and where the spec excludes the input and the message says so."""
    error = actual.raised
    if expected.raised is not None:
        return
    why = excluded(program, args)
    text = f"{type(error).__name__}: {error}"
    if why is None:
        raise NotHolding(
            Outcome.FAIL,
            "InputRefused",
            f"{name}: eager takes it and the spec allows it, and the exported program refuses it: {text}",
            shapes=_shapes(args),
        )
    if not _REFUSAL.search(str(error)):
        raise NotHolding(
            Outcome.FAIL,
            "UnclearRefusal",
            f"{name}: the spec excludes it ({why}), but the message is not about the input: {text}",
            shapes=_shapes(args),
        )


def _shapes(args: tuple[Any, ...]) -> list[Any]:
    return [
        list(leaf.shape) if isinstance(leaf, torch.Tensor) else repr(leaf)[:80] for leaf in _pytree.tree_leaves(args)
    ]

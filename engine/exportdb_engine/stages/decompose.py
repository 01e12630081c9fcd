"""Is only core ATen left after run_decompositions, and does the program still do what eager does?"""

from __future__ import annotations

from typing import Any

import torch

from exportdb_engine.capture.graph import non_core_operators, operators
from exportdb_engine.compare import differences
from exportdb_engine.observe import seed
from exportdb_engine.protocol import Outcome, Stage
from exportdb_engine.work import NotHolding, Work, refuse_differences

STAGE = Stage.DECOMPOSE

#: Decompositions compute the same in another order, so their last digits differ.
SLACK = 10.0


#: The default table and the number of operators that were registered when it was made. Making it takes a quarter of the
#: stage, and it is the same for every program that registers no operator.
_made: tuple[dict[Any, Any], int] | None = None


def warm_up() -> None:
    """Make the default table once, before children are forked."""
    global _made
    make = getattr(torch.export, "default_decompositions", None)  # torch 2.6
    if make is not None:
        _made = dict(make().items()), _registered()


def measure(work: Work) -> dict[str, Any]:
    table = work.program.decomp_table
    seed()
    decomposed = by_default(work.exported) if table is None else work.exported.run_decompositions(table)
    module = decomposed.module()
    work.decomposed = module
    work.same_as_eager(module, slack=SLACK)
    _same_on_other_inputs(work, module)
    found = operators(decomposed.graph_module)
    if table is None:
        # A table of the case's own says which operators it wants; the default one promises core ATen.
        left = non_core_operators(decomposed)
        if left:
            raise NotHolding(Outcome.FAIL, "NonCoreATen", "not core ATen: " + ", ".join(left), operators=left)
    return {"operators": found}


def _same_on_other_inputs(work: Work, module: torch.nn.Module) -> None:
    """Raise unless the decomposed program follows eager on the other inputs that the exported one follows it on."""
    for index, args in enumerate(work.program.more_args):
        expected, exported = work.eager(args=args), work.on_module(work.module_again(), args)
        if expected.raised is not None or exported.raised is not None or differences(expected, exported):
            continue
        actual = work.on_module(module, args)
        if actual.raised is not None:
            raise actual.raised
        refuse_differences(differences(expected, actual, slack=SLACK), prefix=f"more_args[{index}]: ")


def by_default(exported: Any) -> Any:
    """``exported.run_decompositions()``, without making the default table anew where that was done before."""
    if _made is not None and _made[1] == _registered():
        return exported.run_decompositions(dict(_made[0]))
    return exported.run_decompositions()


def _registered() -> int:
    return len(torch._C._dispatch_get_all_op_names())

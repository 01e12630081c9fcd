"""Is only core ATen left after run_decompositions, and does the program still do what eager does?"""

from __future__ import annotations

from typing import Any

from exportdb_engine.capture.graph import non_core_operators, operators
from exportdb_engine.observe import seed
from exportdb_engine.protocol import Outcome, Stage
from exportdb_engine.work import NotHolding, Work

STAGE = Stage.DECOMPOSE

#: Decompositions compute the same in another order, so their last digits differ.
SLACK = 10.0


def measure(work: Work) -> dict[str, Any]:
    table = work.program.decomp_table
    seed()
    decomposed = work.exported.run_decompositions() if table is None else work.exported.run_decompositions(table)
    work.same_as_eager(decomposed, slack=SLACK)
    found = operators(decomposed.graph_module)
    if table is None:
        # A table of the case's own says which operators it wants; the default one promises core ATen.
        left = non_core_operators(decomposed)
        if left:
            raise NotHolding(Outcome.FAIL, "NonCoreATen", "not core ATen: " + ", ".join(left), operators=left)
    return {"operators": found}

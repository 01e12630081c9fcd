"""What changed between two runs, and why.

A *side* is the state after a run: for each case, variant, mode and stage, the newest cell that this run or an earlier
one of the same environment measured. A run measures only what has changed, so its own cells alone would show the rest
as gone.
"""

from exportdb.diffing.compare import CAUSES, Change, Comparison, compare
from exportdb.diffing.sides import Side, SideCell, load_side, resolve_run

__all__ = ["CAUSES", "Change", "Comparison", "Side", "SideCell", "compare", "load_side", "resolve_run"]

"""Edits that may make a program export: one fixer a file, in ``fixers/``. None is shown before it was run.

A fixer reads the program's text and what stands in its way, and gives edits, or says why it leaves a place alone.
It knows nothing of shapes and values: `exportdb check --fix` runs each edit next to the original and keeps those that
export and compute the same.
"""

from exportdb.fixing.base import Fixer, Left, Obstacle, Patch, Proposals
from exportdb.fixing.propose import all_fixers, propose, propose_all

__all__ = ["Fixer", "Left", "Obstacle", "Patch", "Proposals", "all_fixers", "propose", "propose_all"]

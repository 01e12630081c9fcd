"""A user's own program as a case: `exportdb check` writes a case file that asks for it here.

The case file is ``_target = load({...})`` and an assignment for each name of a case.
"""

from __future__ import annotations

from exportdb_engine.target.load import Loaded, load

__all__ = ["Loaded", "load"]

"""What can go wrong with a staging folder."""

from __future__ import annotations

from exportdb.errors import ExportdbError


class StagingError(ExportdbError):
    """A staging folder cannot be read, written or gone on with."""

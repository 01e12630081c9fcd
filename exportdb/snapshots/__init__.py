"""Snapshots: results of torch releases that come with exportdb, one compressed file of JSON lines each.

They are what is known where nothing was measured yet: read-only through :func:`reference_database`, or taken into a
database of one's own. A snapshot keeps no measurement from being made.
"""

from exportdb.snapshots.files import HOST, Snapshot, results_folder, snapshots
from exportdb.snapshots.reference import Reference, reference_database

__all__ = ["HOST", "Reference", "Snapshot", "reference_database", "results_folder", "snapshots"]

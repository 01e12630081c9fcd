"""A user's own program through the whole pipeline: what stands in the way of its export, and what to write instead."""

from __future__ import annotations

from exportdb.checking.check import Checked, Options, check
from exportdb.checking.obstacles import Obstacle
from exportdb.checking.targets import CheckTarget, read_target
from exportdb.checking.verify import Verified, verify

__all__ = ["CheckTarget", "Checked", "Obstacle", "Options", "Verified", "check", "read_target", "verify"]

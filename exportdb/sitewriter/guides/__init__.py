"""Fills the hand-written guides: each directive in them becomes a program of a case, or what was measured of it."""

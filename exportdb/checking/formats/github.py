"""Workflow commands, which GitHub Actions shows beside the lines of a change."""

from __future__ import annotations

from exportdb.checking.check import Checked
from exportdb.checking.obstacles import Obstacle


def commands(checked: Checked) -> list[str]:
    """A line for each obstacle: ``::error file=model.py,line=7,title=GB0170::what to do``."""
    return [_command(one, checked) for one in checked.obstacles]


def _command(one: Obstacle, checked: Checked) -> str:
    told = [one.reason, *([one.action] if one.action else [])]
    told += [f"like {match.case}: exportdb show {match.case}" for match in one.matches[:1]]
    facts = {"file": one.file or "", "line": str(one.line or ""), "title": f"{one.code} ({', '.join(one.modes)})"}
    words = ",".join(f"{name}={_property(value)}" for name, value in facts.items() if value)
    level = "warning" if one.stage in ("draft", "specs") else "error"
    return f"::{level} {words}::{_data(chr(10).join(told))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

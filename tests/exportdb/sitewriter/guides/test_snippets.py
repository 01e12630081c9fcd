"""The code that guides add to the programs of cases runs, after those programs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from exportdb.corpus import default_cases_folder
from exportdb.sitewriter.guides.directives import Directive, parse
from exportdb.sitewriter.guides.excerpt import program
from exportdb.sitewriter.places import find_places

_FENCE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
GUIDES = {file.stem: file for file in sorted((find_places().site / "guides").glob("*.md"))}


def script(file: Path) -> str:
    """The programs that the guide shows and the code between, in their order; empty when all code is of cases."""
    parts, fences = [], 0
    for piece in parse(file.name, file.read_text(encoding="utf-8")).pieces:
        if isinstance(piece, Directive):
            if any(show.kind == "original" for show in piece.shows):
                parts.append(program((default_cases_folder() / f"{piece.cases[0]}.py").read_text(encoding="utf-8")))
        else:
            found = _FENCE.findall(piece)
            fences += len(found)
            parts += found
    return "\n\n".join(parts) if fences else ""


@pytest.mark.parametrize("name", [name for name, file in GUIDES.items() if script(file)])
def test_the_code_of_a_guide_runs(name: str) -> None:
    done = subprocess.run([sys.executable, "-c", script(GUIDES[name])], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-3000:]

from __future__ import annotations

import re
from collections.abc import Iterator

from exportdb.lint.base import Finding, Subject, case_rule

PART = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


@case_rule(
    "naming",
    asks="A case lies in the folder of an area, which has an area.toml, and its path is in lowercase_snake.",
    tip="the path is the case's id and its permalink: area/what_the_program_does.py",
)
def check(subject: Subject) -> Iterator[Finding]:
    case, areas = subject.case, subject.folder.areas
    for part in case.case.split("/"):
        if not PART.fullmatch(part):
            yield Finding(1, f"{part!r} in the path is not lowercase_snake")
    if areas and case.area not in areas:
        where = f"the area {case.area!r} has no area.toml" if case.area else "the case lies in no area"
        yield Finding(1, where, f"move it into one of {', '.join(areas)}, or write cases/{case.area}/area.toml")

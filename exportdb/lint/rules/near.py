from __future__ import annotations

import difflib
from collections.abc import Iterator

from exportdb.lint.base import Finding, Subject, case_rule


@case_rule(
    "near",
    asks="`near` names existing cases, each once, never the case itself, and the link goes both ways.",
    tip='near = ["area/name"] with the id of a case: its path below the folder, without .py',
)
def check(subject: Subject) -> Iterator[Finding]:
    case, known = subject.case, subject.folder.by_id
    for name in sorted(set(case.near)):
        line = subject.line_of_text(name, "near")
        if name == case.case:
            yield Finding(line, "the case is near to itself")
        elif name not in known:
            close = difflib.get_close_matches(name, known.keys() - {case.case}, n=1)
            yield Finding(line, f"no case is called {name!r}", f"did you mean {close[0]!r}?" if close else None)
        elif case.case not in known[name].near:
            yield Finding(line, f"{name} does not link back", f"add {case.case!r} to `near` in {name}.py")
        if case.near.count(name) > 1:
            yield Finding(line, f"{name} is listed {case.near.count(name)} times", "list it once")

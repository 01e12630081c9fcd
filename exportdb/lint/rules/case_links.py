from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from exportdb.lint.base import Finding, Subject, case_rule

#: ``area/name`` between backticks.
_LINK = re.compile(r"`([a-z][a-z0-9_]*/[a-z][a-z0-9_]*)`")


@case_rule(
    "case-links",
    asks="An id of a case between backticks in a text is that of a case.",
    tip="write the id as `area/name`, without .py",
)
def check(subject: Subject) -> Iterator[Finding]:
    known = subject.folder.by_id
    areas = {name.partition("/")[0] for name in known}
    for number, line in enumerate(subject.lines, 1):
        for match in _LINK.finditer(line):
            name = match[1]
            if name not in known and name.partition("/")[0] in areas:
                close = difflib.get_close_matches(name, known, n=1)
                yield Finding(number, f"no case is called {name!r}", f"did you mean {close[0]!r}?" if close else None)

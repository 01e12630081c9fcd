from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from exportdb.lint.base import Finding, Subject, case_rule

#: What the engine reads as a bound on the torch release.
RELEASE = re.compile(r"torch\s*(>=|<)\s*\d+\.\d+")


@case_rule(
    "known-capability",
    asks="What a case requires is a capability in tags.toml, or a bound on the torch release.",
    tip="use a capability from tags.toml, 'torch>=2.6' or 'torch<2.6'; what the engine cannot read it skips",
)
def check(subject: Subject) -> Iterator[Finding]:
    known = subject.folder.registry.capabilities
    if not known and not subject.folder.registry.tags:
        return
    for name in subject.case.requires:
        if name in known or RELEASE.fullmatch(name.strip()):
            continue
        close = difflib.get_close_matches(name, known, n=1)
        tip = f"did you mean {close[0]!r}?" if close else None
        yield Finding(subject.line_of_text(name, "requires"), f"the capability {name!r} is unknown", tip)

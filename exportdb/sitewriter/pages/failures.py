"""Every distinct failure, by code: how often, in which cases, and one message in full."""

from __future__ import annotations

import re
import textwrap
from collections import defaultdict
from collections.abc import Iterator

from exportdb.present.messages import tidy, trimmed
from exportdb.sitewriter.content import Content
from exportdb.sitewriter.escape import slug
from exportdb.sitewriter.render import Page, Renderer
from exportdb.store.summaries import FailureGroup, failures
from exportdb_engine.protocol import Mode, Outcome, Stage

#: What torch puts before the reason of every failure within a higher-order operator.
_WRAPPING = re.compile(r"^This higher order operator doesn't work unless .*? Got graph break/error: ?")


def pages(content: Content, renderer: Renderer) -> Iterator[Page]:
    """The page ``failures.md``."""
    codes: dict[str, list[FailureGroup]] = defaultdict(list)
    for group in failures(content.details, content.main_key):
        codes[group.code].append(group)
    cases = {code: {case for group in groups for case in group.cases} for code, groups in codes.items()}
    paths = {detail.case: detail.path for detail in content.details}
    yield renderer.page(
        "failures.md",
        "failures.md.j2",
        title="Failures",
        content=content,
        codes=dict(sorted(codes.items(), key=lambda item: (-len(cases[item[0]]), item[0]))),
        cases=cases,
        anchors={code: f"code-{slug(code.replace('/', '-'))}" for code in codes},
        says=_says,
        places=_places,
        message=lambda group: trimmed(tidy(group.message, paths[group.places[0][0]])) or "(no message)",
    )


def _says(group: FailureGroup) -> str:
    return textwrap.shorten(_WRAPPING.sub("", group.signature), 120, placeholder=" …")


def _places(group: FailureGroup) -> dict[tuple[str, str, Stage, Outcome], list[Mode]]:
    """(case, variant, stage, outcome) -> the modes."""
    found: dict[tuple[str, str, Stage, Outcome], list[Mode]] = defaultdict(list)
    for case, variant, mode, stage, outcome in group.places:
        found[case, variant, stage, outcome].append(mode)
    return found

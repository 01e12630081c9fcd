"""Every distinct failure, by code: how often, in which cases, and one message in full."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from exportdb.present.messages import tidy, trimmed
from exportdb.sitewriter.content import Content
from exportdb.sitewriter.escape import slug
from exportdb.sitewriter.render import Page, Renderer
from exportdb.store.summaries import FailureGroup, failures


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
        message=lambda group: trimmed(tidy(group.message, paths[group.places[0][0]])) or "(no message)",
    )

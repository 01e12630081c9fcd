"""Every distinct failure, by code: how often, in which cases, and one message in full."""

from __future__ import annotations

import re
import textwrap
from collections import defaultdict
from collections.abc import Iterator

from exportdb.corpus.graph_breaks import graph_breaks, is_graph_break
from exportdb.present.marks import MARKS
from exportdb.present.messages import tidy, trimmed
from exportdb.sitewriter.content import Content
from exportdb.sitewriter.escape import slug
from exportdb.sitewriter.pages.graph_breaks import anchor
from exportdb.sitewriter.render import Page, Renderer
from exportdb.sitewriter.tables import Table, files
from exportdb.store.summaries import FailureGroup, failures
from exportdb_engine.protocol import Mode, Outcome, Stage

#: What torch puts before the reason of every failure within a higher-order operator.
_WRAPPING = re.compile(r"^This higher order operator doesn't work unless .*? Got graph break/error: ?")
#: Shown of each code, and of each way; the rest is a search away.
MAX_WAYS, MAX_PLACES = 10, 12


def pages(content: Content, renderer: Renderer) -> Iterator[Page]:
    """The page ``failures.md`` with its data."""
    codes: dict[str, list[FailureGroup]] = defaultdict(list)
    for group in failures(content.details, content.main_key):
        codes[group.code].append(group)
    cases = {code: {case for group in groups for case in group.cases} for code, groups in codes.items()}
    outcomes = {code: sorted({place[4] for g in groups for place in g.places}) for code, groups in codes.items()}
    met = {outcome for found in outcomes.values() for outcome in found}
    paths = {detail.case: detail.path for detail in content.details}
    ordered = dict(sorted(codes.items(), key=lambda item: (-len(cases[item[0]]), item[0])))
    registry = graph_breaks(content.cases).entries
    table = Table(
        "failures",
        {
            "code": "the id of a graph break, the class of an exception, or a word for a difference",
            "outcomes": "how cells with it came out",
            "cases": "how many cases fail with it",
            "ways": "how many distinct messages it has",
            "says": "the message of most cases, without sizes, names and paths",
        },
        [
            {
                "code": code,
                "outcomes": [str(outcome) for outcome in outcomes[code]],
                "cases": len(cases[code]),
                "ways": len(groups),
                "says": groups[0].signature,
            }
            for code, groups in ordered.items()
        ],
        {
            **{o.value: f"{o}: {mark.meaning}" for o, mark in MARKS.items() if o in met},
            **({"graph-break": "graph breaks of Dynamo"} if any(map(is_graph_break, codes)) else {}),
        },
    )
    yield renderer.page(
        "failures.md",
        "failures.md.j2",
        title="Failures",
        content=content,
        table=table,
        codes=ordered,
        cases=cases,
        outcomes=outcomes,
        anchors={code: f"code-{slug(code.replace('/', '-'))}" for code in codes},
        breaks={code: anchor(code) for code in codes if code in registry},
        is_graph_break=is_graph_break,
        says=_says,
        places=_places,
        most=(MAX_WAYS, MAX_PLACES),
        message=lambda group: trimmed(tidy(group.message, paths[group.places[0][0]])) or "(no message)",
    )
    if codes:
        yield from files(table, content)


def _says(group: FailureGroup) -> str:
    return textwrap.shorten(_WRAPPING.sub("", group.signature), 120, placeholder=" …")


def _places(group: FailureGroup) -> list[tuple[tuple[str, str, Stage, Outcome], list[Mode]]]:
    """((case, variant, stage, outcome), the modes)."""
    found: dict[tuple[str, str, Stage, Outcome], list[Mode]] = defaultdict(list)
    for case, variant, mode, stage, outcome in group.places:
        found[case, variant, stage, outcome].append(mode)
    return list(found.items())

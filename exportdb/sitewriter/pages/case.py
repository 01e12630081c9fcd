"""A page for each case: what comes of it and why, what to write instead, and what the export made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from exportdb.present import repro
from exportdb.present.declares import declared, differing
from exportdb.present.notes import notes
from exportdb.present.shapes import findings, tried
from exportdb.present.specs import dims
from exportdb.present.standalone import standalone
from exportdb.present.verdict import verdict
from exportdb.sitewriter.case.codes import Codes
from exportdb.sitewriter.case.failing import failures, unexpected
from exportdb.sitewriter.case.instead import rewrites
from exportdb.sitewriter.case.made import made
from exportdb.sitewriter.case.related import Relations
from exportdb.sitewriter.case.status import newest, status
from exportdb.sitewriter.case.timeline import case_timeline
from exportdb.sitewriter.code import source
from exportdb.sitewriter.collections import has_page
from exportdb.sitewriter.content import Content
from exportdb.sitewriter.render import Page, Renderer, case_page
from exportdb.sitewriter.samples import operator_links
from exportdb.store.details import CaseDetail, Lane
from exportdb_engine.protocol import MODES, ORIGINAL, Mode, Stage


@dataclass(frozen=True, slots=True)
class Repro:
    """How to see a result again."""

    modes: tuple[Mode, ...]
    stage: Stage
    #: Needs torch and no more; None where the case's text is not Python.
    program: str | None
    #: Lines for a shell.
    commands: tuple[str, ...]


def pages(content: Content, renderer: Renderer, share: slice = slice(None)) -> Iterator[Page]:
    """The pages ``case/*.md``, or a share of them: several processes write them."""
    codes, relations = Codes(content), Relations(content)
    operators = operator_links(content.details, content.main_key)
    for detail in list(filter(has_page, content.details))[share]:
        yield _page(detail, content, renderer, codes, relations, operators)


def _page(
    detail: CaseDetail,
    content: Content,
    renderer: Renderer,
    codes: Codes,
    relations: Relations,
    operators: Mapping[str, str],
) -> Page:
    key = content.main_key
    lanes = [lane for lane in detail.lanes if lane.environment == key]
    beside = notes(detail, key, detail.variants)
    measured = [e for e in content.environments if any(lane.environment == e.key for lane in detail.lanes)]
    return renderer.page(
        case_page(detail.case),
        "case.md.j2",
        title=detail.title or detail.case,
        description=f"{detail.case}: {detail.title}",
        boost=4,
        case=detail,
        content=content,
        lanes=lanes,
        measured=measured,
        code_page=codes.page,
        verdict=verdict(detail, key),
        status=status(detail, content),
        timeline=case_timeline(detail, content),
        newest=newest(lanes),
        unexpected=unexpected(detail, lanes),
        failures=failures(detail, lanes, backends=False),
        refusals=failures(detail, lanes, backends=True),
        source=source(detail.source, beside),
        noted=bool(beside),
        rewrites=rewrites(detail, key, measured),
        tried=tried(lanes),
        findings=findings(lanes),
        dimensions=dims(lanes),
        declared=declared(lanes),
        differing=differing(lanes),
        made=made(lanes),
        operators=operators,
        repro=_repro(detail, lanes),
        near=relations.near(detail),
        related=relations.related(detail),
    )


def _repro(detail: CaseDetail, lanes: Sequence[Lane]) -> list[Repro]:
    """For the modes in which the original stops, those that stop at the same stage together, or for the first one."""
    stops: dict[Stage, list[Mode]] = {}
    for lane in lanes:
        if lane.stop and lane.variant == ORIGINAL:
            stops.setdefault(lane.stop.stage, []).append(lane.mode)
    found = []
    for stage, modes in (stops or {Stage.EXPORT: [MODES[0]]}).items():
        lines = [line for mode in modes for line in _lines(detail, mode, stage)]
        found.append(Repro(tuple(modes), stage, standalone(detail, modes[0], stage), tuple(lines)))
    return found


def _lines(detail: CaseDetail, mode: Mode, stage: Stage) -> list[str]:
    lines = (repro.with_exportdb(detail, mode, stage), repro.with_torch(detail, mode))
    return [line for line in lines if line]

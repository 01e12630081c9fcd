"""Writes a guide with its directives filled in."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from pkgutil import iter_modules

from markupsafe import Markup

from exportdb.corpus.collections import CORE
from exportdb.present.marks import UNMEASURED
from exportdb.present.messages import line_in_case, tidy
from exportdb.sitewriter import pages
from exportdb.sitewriter.content import Content
from exportdb.sitewriter.escape import code as inline_code
from exportdb.sitewriter.escape import inline
from exportdb.sitewriter.guides.directives import Directive, Guide, Show, without_links
from exportdb.sitewriter.guides.parts import PARTS, brief, lane_of, proven, table, verdict
from exportdb.sitewriter.render import case_page
from exportdb.store.details import CaseDetail
from exportdb_engine.protocol import MODES, Mode

#: What torch wants to know of a value that it does not have: ``Eq(u0, 1)``.
_ASKED = re.compile(r"data-dependent expression (.+?)(?: \(unhinted:|\.\s|\n|$)")


def fill(guide: Guide, path: str, content: Content) -> str:
    """The text of the page ``path``. What was not measured is a note that says how to measure it."""
    return _Filler(guide, path, content).text()


class _Filler:
    def __init__(self, guide: Guide, path: str, content: Content) -> None:
        self.guide, self.environment = guide, content.main_key
        self.here = posixpath.dirname(path)
        self.details = {detail.case: detail for detail in content.details}

    def text(self) -> str:
        cases, tables = frozenset(self.details), frozenset(module.name for module in iter_modules(pages.__path__))
        pieces = [
            str(self.filled(piece)) if isinstance(piece, Directive) else without_links(piece, cases, tables)
            for piece in self.guide.pieces
        ]
        return "".join(pieces).strip() + "\n"

    def filled(self, directive: Directive) -> Markup:
        if directive.kind == "case":
            return self.case(directive)
        return self.lines(directive.cases if directive.kind == "lines" else self.others(directive.text))

    def case(self, directive: Directive) -> Markup:
        name = directive.cases[0]
        detail = self.details.get(name)
        if detail is None:
            return _note(f"The case `{name}` is not among the cases of this site.")
        parts = [self.caption(detail)]
        for show in directive.shows:
            made = PARTS[show.kind](detail, self.environment, show.argument)
            parts.append(made if made is not None else _unmeasured(show, name))
        return Markup("\n\n").join(parts)

    def caption(self, detail: CaseDetail) -> Markup:
        marks = []
        for mode in MODES:
            lane = lane_of(detail, self.environment, str(mode))
            state = verdict(lane) if lane else Markup('<span class="x-none">not measured yet</span>')
            marks.append(Markup("{} {}").format(str(mode), state))
        return Markup('<p class="x-guide-case">{} <small>{}</small></p>').format(
            self.link(detail), Markup(" · ").join(marks)
        )

    def link(self, detail: CaseDetail, anchor: str = "", label: Markup | None = None) -> Markup:
        page = posixpath.relpath(case_page(detail.case), self.here or ".").removesuffix(".md") + ".html"
        return Markup('<a href="{}">{}</a>').format(page + anchor, label if label is not None else inline(detail.title))

    def lines(self, names: Iterable[str]) -> Markup:
        found = [(detail, *self.stop(detail)) for detail in map(self.details.get, names) if detail is not None]
        if not found:
            return _note("None of these cases is on this site.")
        # Where torch mostly asks for no value, its code says more.
        questions = 2 * sum(bool(asked) for _, _, asked in found) >= len(found)
        rows = [
            (self.fault(detail, line), inline_code(said) if said else Markup(""), self.rewrites(detail))
            for detail, line, asked in found
            for said in (asked if questions else self.codes(detail),)
        ]
        return table(("The line at fault", "What torch asks" if questions else "Code", "Write instead"), rows)

    def fault(self, detail: CaseDetail, line: str) -> Markup:
        marks = []
        for mode in MODES:
            lane = lane_of(detail, self.environment, str(mode))
            marks.append(Markup("{} {}").format(str(mode), brief(lane) if lane else UNMEASURED.meaning))
        modes = Markup("<small>{}</small>").format(Markup(" · ").join(marks))
        if not line:
            return Markup("{}<br>{}").format(self.link(detail), modes)
        return Markup("{}<br><small>{}</small><br>{}").format(inline_code(line), self.link(detail), modes)

    def codes(self, detail: CaseDetail) -> str:
        lanes = [lane_of(detail, self.environment, str(mode)) for mode in MODES]
        stops = [lane.stop for lane in lanes if lane and lane.stop]
        return ", ".join(dict.fromkeys(stop.code or str(stop.outcome) for stop in stops))

    def stop(self, detail: CaseDetail) -> tuple[str, str]:
        """The line at which the case stops, and what torch wanted to know there; nonstrict mode tells it best."""
        text, lines = "", detail.source.splitlines()
        asked = ""
        for mode in reversed(MODES):
            lane = lane_of(detail, self.environment, str(mode))
            message = (lane.stop.message if lane and lane.stop else "") or ""
            number = line_in_case(message, detail.path)
            if not text and number is not None and number <= len(lines):
                text = lines[number - 1].strip()
            found = _ASKED.search(tidy(message, detail.path))
            asked = asked or (found[1] if found else "")
        return text, asked

    def rewrites(self, detail: CaseDetail) -> Markup:
        if not detail.rewrites:
            return inline(detail.no_rewrite or "")
        parts = []
        for rewrite in detail.rewrites:
            link = self.link(detail, label=inline_code(rewrite.label))
            proof = detail.proof(rewrite.label, self.environment)
            parts.append(Markup("{} {}<br><small>{}</small>").format(link, proven(proof), inline(rewrite.docstring)))
        return Markup("<br>").join(parts)

    def others(self, text: str) -> list[str]:
        """The cases that the guide does not name and that stop with a message that holds the text."""
        found = []
        for name, detail in self.details.items():
            if detail.collection == CORE and name not in self.guide.named and self.says(detail, text):
                found.append(name)
        return sorted(found)

    def says(self, detail: CaseDetail, text: str) -> bool:
        lanes = [detail.lane(self.environment, "original", Mode(mode)) for mode in MODES]
        return any(text in ((lane.stop.message if lane.stop else "") or "") for lane in lanes if lane)


def _unmeasured(show: Show, case: str) -> Markup:
    part = f"{show.kind} {show.argument}".strip()
    tier = " --tier full" if show.kind == "dims" else ""
    return _note(f"Not measured yet: {part}. `exportdb run {case}{tier}` measures it; then build the site again.")


def _note(text: str) -> Markup:
    return Markup('<p class="x-guide-part x-none">{}</p>').format(inline(text))

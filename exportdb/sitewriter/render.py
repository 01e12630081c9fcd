"""Templates to pages. What a template puts out is escaped, unless it was made by :mod:`exportdb.sitewriter.escape`."""

from __future__ import annotations

import os.path
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from exportdb.present.marks import MARKS, UNMEASURED, UNREACHED
from exportdb.present.places import where
from exportdb.present.specs import HEADS, said
from exportdb.sitewriter import code, collections, escape
from exportdb.store.details import Lane
from exportdb_engine.protocol import MODES, STAGES, Outcome, Stage


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the site's sources."""

    #: Below the folder of sources: ``case/control_flow/cond_on_shape.md``.
    path: str
    text: str


class Renderer:
    """Renders the templates of a folder."""

    def __init__(self, templates: Path, case_paths: Iterable[str] = ()) -> None:
        self.cases = frozenset(case_paths)
        self.environment = Environment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            finalize=_finalize,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.environment.filters.update(
            inline=escape.inline,
            code=escape.code,
            prose=escape.prose,
            lines=escape.entities,
            block=code.block,
            message=code.message,
            diff=code.diff,
            when=when,
        )
        self.environment.globals.update(
            MODES=MODES, STAGES=STAGES, OUTCOMES=MARKS, UNREACHED=UNREACHED, UNMEASURED=UNMEASURED,
            mark=mark, status=status, rank=list(MARKS).index, where=where, said=said, DIM_HEADS=HEADS,
            case_page=case_page, tag_page=tag_page, area_page=area_page,
        )  # fmt: skip

    def page(
        self,
        path: str,
        template: str,
        /,
        *,
        title: str,
        description: str = "",
        hide: Sequence[str] = (),
        boost: float | None = None,
        **context: Any,
    ) -> Page:
        """The page at ``path`` from a template; ``link(path)`` in it gives the address of another page from there.

        ``boost`` moves it up in what the search finds (above 1), or down.
        """
        here = os.path.dirname(path)  # noqa: PTH120  (a path of the site, not of the machine)

        def link(target: str) -> Markup:
            page, _, anchor = target.partition("#")
            address = os.path.relpath(page, here or ".")
            if address.endswith(".md"):
                address = address.removesuffix(".md") + ".html"
            return Markup(escape.entities(address + (f"#{anchor}" if anchor else "")))

        body = self.environment.get_template(template).render(link=link, known_cases=self.cases, title=title, **context)
        head = [f"title: {escape.meta(title)}"]
        if description:
            head.append(f"description: {escape.meta(description)}")
        if hide:
            head += ["hide:", *(f"  - {part}" for part in hide)]
        if boost is not None:
            head += ["search:", f"  boost: {boost}"]
        return Page(path, "\n".join(["---", *head, "---", "", body.strip(), ""]))


def _finalize(value: Any) -> Any:
    return value if hasattr(value, "__html__") else escape.plain("" if value is None else value)


def mark(outcome: Outcome | str, text: str = "") -> Markup:
    """An outcome as sign and word, coloured."""
    known = Outcome(outcome)
    sign, meaning = MARKS[known].sign, MARKS[known].meaning
    return Markup('<span class="x-mark x-{}" title="{}"><span aria-hidden="true">{}</span> {}</span>').format(
        known.value, meaning, sign, escape.plain(text or known.value)
    )


def status(lane: Lane | None, stage: Stage) -> Markup:
    """The cell of a table of stages."""
    cell = lane.cell(stage) if lane else None
    if cell is not None:
        return Markup('<td class="x-cell x-{}" title="{}">{}</td>').format(
            cell.outcome.value, escape.plain(f"{cell.code or cell.outcome}, {cell.seconds:.2f} s"), mark(cell.outcome)
        )
    nothing = UNREACHED if lane is not None and stage in lane.asked else UNMEASURED
    return Markup('<td class="x-cell x-none" title="{}">{}</td>').format(nothing.meaning, nothing.sign)


def when(moment: str | None) -> str:
    """``2026-11-22 21:43``, from ISO 8601 in UTC."""
    return (moment or "")[:16].replace("T", " ")


def case_page(case: str) -> str:
    """Its page, or its row in the table of a collection that is shown as one: ``operators.md#op-linalg_svd``."""
    return collections.row_of(case) or f"case/{escape.slug(case)}.md"


def tag_page(tag: str) -> str:
    return f"tag/{escape.slug(tag)}.md"


def area_page(area: str) -> str:
    return collections.table_of(area) or f"area/{escape.slug(area or 'none')}.md"

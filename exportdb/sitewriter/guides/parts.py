"""Each part of a case that a guide can show, as HTML. None where it was not measured."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup

from exportdb.present import repro
from exportdb.present.marks import UNMEASURED
from exportdb.present.messages import line_in_case, tidy, trimmed
from exportdb.present.notes import notes
from exportdb.present.rewriting import side_by_side, unified_diff
from exportdb.present.specs import HEADS, dims
from exportdb.sitewriter import code
from exportdb.sitewriter.case.beside import beside
from exportdb.sitewriter.escape import code as inline_code
from exportdb.sitewriter.escape import inline
from exportdb.sitewriter.guides.excerpt import instead, program
from exportdb.sitewriter.render import mark
from exportdb.store.details import CaseDetail, Lane, Proof, RewriteView
from exportdb_engine.protocol import MODES, ORIGINAL, Mode

#: (the case, the main environment, what stands after the colon) -> HTML.
Part = Callable[[CaseDetail, str | None, str], "Markup | None"]


def lane_of(detail: CaseDetail, environment: str | None, mode: str) -> Lane | None:
    """The results of the original in a mode."""
    return detail.lane(environment, ORIGINAL, Mode(mode))


def verdict(lane: Lane) -> Markup:
    """Mark and words: ``✗ export: GB0170``."""
    return mark(lane.stop.outcome if lane.stop else lane.status, lane.status)


def brief(lane: Lane) -> Markup:
    """Mark and stage: ``✗ export``."""
    return mark(lane.stop.outcome, str(lane.stop.stage)) if lane.stop else mark(lane.status)


def proven(proof: Proof) -> Markup:
    """Whether a rewrite was shown to hold."""
    if proof.state == "unmeasured":
        return Markup('<span class="x-none">{}</span>').format(UNMEASURED.meaning)
    return mark("pass", "verified") if proof.state == "verified" else mark("fail", "does not hold")


def _original(detail: CaseDetail, environment: str | None, _: str) -> Markup:
    return code.block(program(detail.source), "python")


def _rewrite(detail: CaseDetail, environment: str | None, label: str) -> Markup | None:
    text = instead(detail.source, label)
    return _headed(_instead(detail, environment, label), code.block(text, "python")) if text else None


def _diff(detail: CaseDetail, environment: str | None, label: str) -> Markup | None:
    rewrite = next((known for known in detail.rewrites if known.label == label), None)
    if rewrite is None or not unified_diff(detail, rewrite):
        return None
    return _headed(_instead(detail, environment, label), _both(detail, rewrite))


def _both(detail: CaseDetail, rewrite: RewriteView) -> Markup:
    return beside(side_by_side(detail, rewrite), ("Original", f"Instead, `{rewrite.label}`"))


def _instead(detail: CaseDetail, environment: str | None, label: str) -> Markup:
    return Markup("Instead, {}: {}").format(inline_code(label), proven(detail.proof(label, environment)))


def _error(detail: CaseDetail, environment: str | None, mode: str) -> Markup | None:
    lane = lane_of(detail, environment, mode)
    if lane is None:
        return None
    if lane.stop is None:
        return Markup('<p class="x-guide-part">{} mode takes it: {}</p>').format(mode.capitalize(), verdict(lane))
    message = lane.stop.message or ""
    head = Markup("{} mode says").format(mode.capitalize())
    number = line_in_case(message, detail.path)
    lines = detail.source.splitlines()
    if number is not None and number <= len(lines):
        head += Markup(" of the line {}").format(inline_code(lines[number - 1].strip()))
    return _headed(head, code.message(trimmed(tidy(message, detail.path)) or "(no message)"))


def _guards(detail: CaseDetail, environment: str | None, _: str) -> Markup | None:
    if not any(lane_of(detail, environment, str(mode)) for mode in MODES):
        return None
    found, lines = notes(detail, environment, (ORIGINAL,)), detail.source.splitlines()
    rows = [
        (inline_code(lines[number - 1].strip()), Markup("<br>").join(inline_code(note.text) for note in at))
        for number, at in sorted(found.items())
        if number <= len(lines)
    ]
    return table(("Line", "What tracing takes from it"), rows) if rows else _none("No line asks anything of the sizes.")


def _ranges(detail: CaseDetail, environment: str | None, mode: str) -> Markup | None:
    lane = lane_of(detail, environment, mode)
    if lane is None or lane.export is None or lane.export.declares is None:
        return None
    text = "\n".join(lane.export.declares) or "no input"
    return _headed(Markup("The program takes"), code.message(text))


def _graph(detail: CaseDetail, environment: str | None, mode: str) -> Markup | None:
    lane = lane_of(detail, environment, mode)
    if lane is None or lane.export is None or not lane.export.graph.strip():
        return None
    return _headed(Markup("The exported graph"), code.block(lane.export.graph, "python"))


def _dims(detail: CaseDetail, environment: str | None, _: str) -> Markup | None:
    groups = dims(lane for lane in detail.lanes if lane.environment == environment and lane.variant == ORIGINAL)
    if not groups or not groups[0].rows:
        return None
    cells = [
        (inline_code(row.name), inline(row.example), inline(row.auto), mark(row.outcome, row.alone))
        for row in groups[0].rows
    ]
    return table(HEADS, cells)


def _status(detail: CaseDetail, environment: str | None, _: str) -> Markup | None:
    rows = []
    for variant in detail.variants:
        lanes = [detail.lane(environment, variant, mode) for mode in MODES]
        marks = [verdict(lane) if lane else Markup('<span class="x-none">not measured</span>') for lane in lanes]
        rows.append((inline(variant), *marks))
    measured = any(lane.environment == environment for lane in detail.lanes)
    return table(("Variant", *map(str, MODES)), rows) if measured else None


def _command(detail: CaseDetail, environment: str | None, mode: str) -> Markup | None:
    text = repro.with_torch(detail, Mode(mode))
    return code.message(text) if text else None


PARTS: Mapping[str, Part] = {
    "original": _original, "rewrite": _rewrite, "diff": _diff, "error": _error, "guards": _guards, "ranges": _ranges,
    "graph": _graph, "dims": _dims, "status": _status, "command": _command,
}  # fmt: skip


def table(heads: tuple[str, ...], rows: Sequence[tuple[Markup, ...]]) -> Markup:
    """A table that becomes a list on a narrow screen: each cell then has its head before it."""
    head = Markup("").join(Markup("<th>{}</th>").format(name) for name in heads)
    body = [
        Markup("").join(
            Markup('<td data-head="{}">{}</td>').format(name, cell) for name, cell in zip(heads, row, strict=True)
        )
        for row in rows
    ]
    lines = Markup("\n").join(Markup("<tr>{}</tr>").format(row) for row in body)
    return Markup(
        '<div class="x-table x-stacked"><table>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}\n</tbody></table></div>'
    ).format(head, lines)


def _headed(head: Markup, body: Markup) -> Markup:
    return Markup('<p class="x-guide-part">{}</p>\n\n{}').format(head, body)


def _none(text: str) -> Markup:
    return Markup('<p class="x-guide-part x-none">{}</p>').format(inline(text))

"""A case for people: what it is, where it stops, the source with what each line caused, and what to write instead."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

import click

from exportdb.cli.backends_view import print_backends
from exportdb.cli.output import STYLES, paint, width
from exportdb.cli.shapes_view import print_shapes
from exportdb.cli.source_view import print_diff, print_source
from exportdb.cli.specs_view import print_declares, print_dims
from exportdb.cli.status_view import print_statuses
from exportdb.cli.table import Text, print_table, wrap
from exportdb.errors import ExportdbError
from exportdb.present import repro
from exportdb.present.clean import cleaned
from exportdb.present.expressions import constraint, names
from exportdb.present.find import Found
from exportdb.present.messages import tidy, trimmed
from exportdb.present.notes import notes
from exportdb.present.places import where
from exportdb.present.rewriting import unified_diff
from exportdb.present.shapes import counterexamples, findings, programs, trying
from exportdb.present.support import support_rows
from exportdb.present.verdict import verdict
from exportdb.store.details import CaseDetail, CellView, Lane, Proof, RewriteView
from exportdb_engine.protocol import MODES, ORIGINAL, Outcome, Stage

Failures = dict[tuple[Stage, str, str], list[tuple[Lane, CellView]]]


def print_case(found: Found, variants: Sequence[str], *, full: bool, graph: bool) -> None:
    """Prints the case with the results of the chosen environment."""
    found = replace(found, detail=cleaned(found.detail))
    detail, key = found.detail, found.environment.key if found.environment else None
    lanes = _lanes(found, variants)
    _header(found)
    if lanes:
        _head("Status")
        print_statuses(lanes)
        _flaky(lanes)
        for lane in lanes:
            _unexpected(detail, lane)
    _support(found, variants)
    _head("Source")
    print_source(detail.source, notes(detail, key, variants), full=full)
    _failures(detail, lanes, full)
    if any(lane.lowered for lane in lanes):
        _head("Backends")
        print_backends(lanes, detail.path)
    print_shapes(detail.case, lanes)
    print_dims(lanes, full=full)
    _ranges(lanes)
    print_declares(lanes)
    for rewrite in detail.rewrites:
        if rewrite.label in variants:
            _rewrite(found, rewrite)
    if detail.no_rewrite:
        _head("No rewrite")
        _paragraph(detail.no_rewrite)
    if graph:
        _graphs(lanes)
    _repro(detail, lanes)


def print_programs(found: Found, variants: Sequence[str]) -> None:
    """Prints the programs that show the counterexamples. Raises ExportdbError when there is none."""
    found = replace(found, detail=cleaned(found.detail))
    texts = programs(findings(_lanes(found, variants)))
    if not texts:
        where_ = f" on {found.environment.label}" if found.environment else ""
        hint = f"draw more with: exportdb run {found.detail.case} --stages shapes --examples 300"
        raise ExportdbError(f"no counterexample is known of {found.detail.case}{where_}", hint=hint)
    click.echo("\n\n".join(text.rstrip() + "\n" for text in texts), nl=False)


def _lanes(found: Found, variants: Sequence[str]) -> list[Lane]:
    """Those to be shown."""
    key = found.environment.key if found.environment else None
    return [lane for lane in found.detail.lanes if lane.environment == key and lane.variant in variants]


def _support(found: Found, variants: Sequence[str]) -> None:
    """In which releases it holds; nothing where one alone was measured."""
    rows = [row for row in support_rows(found.detail, found.environments) if row.variant in variants]
    if rows:
        _head("Support by torch release")
    for variant, group in groupby(rows, key=lambda row: row.variant):
        click.echo(f"  {variant}")
        table = [
            [
                Text(f"  {row.mode}" if number == 0 else ""),
                Text(", ".join(part.stages)),
                Text(part.words, STYLES[part.mark]),
            ]
            for row in group
            for number, part in enumerate(row.parts)
        ]
        print_table(table)


def _header(found: Found) -> None:
    detail = found.detail
    click.echo(paint(detail.case, "bold"))
    _paragraph(detail.title)
    _summary(found)
    if detail.explanation:
        click.echo()
        _paragraph(detail.explanation)
    click.echo()
    facts = [("tags", ", ".join(detail.tags)), ("needs", ", ".join(detail.requires))]
    facts += _several("issue", map(_issue, detail.issues)) + _several("near", detail.near)
    if detail.support_level:
        facts.append(("PyTorch says", detail.support_level))
    if found.environment is not None:
        here, other = found.environment, [e.torch for e in found.environments if e != found.environment]
        facts.append(("measured", f"{here.label}, {here.device}, python {here.python}, {_when(detail, here.key)}"))
        if other:
            facts.append(("also", f"torch {', '.join(other)} (--env)"))
    print_table([[Text(name, "dim"), Text(value)] for name, value in facts if value])
    for remark in found.remarks:
        click.echo()
        _paragraph(remark, style="yellow")


def _summary(found: Found) -> None:
    """What comes of it and what to write instead; nothing where nothing was measured."""
    detail, here = found.detail, found.environment
    if here is None:
        return
    rows = []
    for said in verdict(detail, here.key):
        words = said.text.removeprefix(said.subject).strip().rstrip(".")
        rows.append([Text(said.subject, STYLES.get(said.outcome or "", "")), Text(f"{words}.")])
    for rewrite in detail.rewrites:
        state = detail.proof(rewrite.label, here.key).state
        if state != "unmeasured":
            words = "works in both modes; it was run" if state == "verified" else "does not hold here"
            style = STYLES["pass" if state == "verified" else "fail"]
            rows.append([Text("Instead", style), Text(f"{rewrite.label}: {words}.")])
    click.echo()
    print_table(rows)


def _several(name: str, values: Iterable[str]) -> list[tuple[str, str]]:
    """A fact of several lines."""
    return [(name if number == 0 else "", value) for number, value in enumerate(values)]


def _issue(issue: str) -> str:
    repository, _, number = issue.partition("#")
    return f"https://github.com/{repository}/issues/{number}"


def _when(detail: CaseDetail, key: str) -> str:
    cells = [cell for lane in detail.lanes if lane.environment == key for cell in lane.cells]
    newest = max(cells, key=lambda cell: cell.measured_at)
    return f"run {newest.run}, {newest.measured_at[:10]}"


def _flaky(lanes: Sequence[Lane]) -> None:
    for lane in lanes:
        for cell in lane.cells:
            if cell.flaky:
                said = f"flaky: {lane.variant}, {lane.mode}, {cell.stage}: {', then '.join(cell.flaky)}"
                for line in wrap(f"{said}, though nothing had changed", width() - 2):
                    click.echo(f"  {paint(line, 'yellow')}")


def _unexpected(detail: CaseDetail, lane: Lane) -> None:
    if detail.expect is None or not lane.cells:
        return
    expected = detail.expected(lane.mode) if lane.variant == ORIGINAL else "pass"
    actual = (
        ", ".join(cell.status for cell in lane.pipeline if cell.outcome not in (Outcome.PASS, Outcome.SKIP)) or "pass"
    )
    if expected is not None and _stops(expected) != _stops(actual) and lane.status != str(Outcome.SKIP):
        who = f"{lane.variant}, {lane.mode}"
        _paragraph(f"{who}: the case expects '{expected}', and it came out as '{actual}'", style="bold red")


def _stops(text: str) -> set[str]:
    return {part.strip() for part in text.split(",")}


def _failures(detail: CaseDetail, lanes: Sequence[Lane], full: bool) -> None:
    groups: Failures = {}
    for lane in lanes:
        for cell in lane.cells if full else lane.pipeline:
            if cell.outcome is not Outcome.PASS and not counterexamples(cell):
                text = tidy(cell.message or "", detail.path)
                shown = text if full else trimmed(text)
                groups.setdefault((cell.stage, cell.code or "", shown), []).append((lane, cell))
    for (stage, code, shown), places in groups.items():
        outcome = str(places[0][1].outcome)
        title = f"{stage}: {code}" if code else str(stage)
        click.echo(f"\n{paint(title, STYLES[outcome])} ({outcome}; {where(lane for lane, _ in places)})")
        for line in shown.splitlines() or ["(no message)"]:
            # an error's own indentation means something; only what is too long for the line is wrapped
            indent = len(line) - len(line.lstrip())
            for part in wrap(line.strip(), max(20, width() - 4 - indent)):
                click.echo(" " * (2 + indent) + part if part else "")
        for inputs in dict.fromkeys(trying(cell) for _, cell in places):
            if inputs is not None:
                _paragraph(f"while trying {inputs}")
        if any(shown != tidy(cell.message or "", detail.path).strip() for _, cell in places) and not full:
            click.echo(paint("  (shortened; --full shows all of it)", "dim"))


def _ranges(lanes: Sequence[Lane]) -> None:
    rows: dict[str, list[Lane]] = {}
    for lane in lanes:
        for range_ in lane.export.ranges if lane.export else ():
            text = constraint(range_, names(lane.export.symbols if lane.export else ()))
            rows.setdefault(text, []).append(lane)
    if rows:
        _head("Range constraints")
        print_table([[Text(text), Text(where(found), "dim")] for text, found in rows.items()])


def _rewrite(found: Found, rewrite: RewriteView) -> None:
    detail = found.detail
    _head(f"Instead: {rewrite.label}")
    if rewrite.docstring:
        _paragraph(rewrite.docstring)
    for environment in found.environments:
        sentence, style = _verdict(detail.proof(rewrite.label, environment.key), environment.label)
        _paragraph(sentence, style=style)
    lines = unified_diff(detail, rewrite)
    click.echo()
    print_diff(lines or rewrite.source.splitlines())


def _verdict(proof: Proof, label: str) -> tuple[str, str]:
    if proof.state == "verified":
        runs = ", ".join(map(str, proof.runs))
        stages = ", ".join(map(str, proof.stages))
        return f"verified on {label} in both modes: {stages} (run {runs}, {proof.measured_at[:10]})", "green"
    if proof.state == "refuted":
        stops = "; ".join(f"{mode}: {status}" for mode, status in proof.stops)
        return f"does not hold on {label}: {stops}", "bold red"
    return f"not measured on {label}", "dim"


def _graphs(lanes: Sequence[Lane]) -> None:
    for text, alike in _alike(lanes):
        _head(f"Graph ({where(alike)})")
        for line in text.rstrip().splitlines():
            click.echo(f"  {line}")
    if not any(lane.export for lane in lanes):
        _head("Graph")
        click.echo("  none: nothing was exported")


def _alike(lanes: Sequence[Lane]) -> Iterator[tuple[str, list[Lane]]]:
    found: dict[str, list[Lane]] = {}
    for lane in lanes:
        if lane.export and lane.export.graph.strip():
            found.setdefault(lane.export.graph, []).append(lane)
    yield from found.items()


def _repro(detail: CaseDetail, lanes: Sequence[Lane]) -> None:
    stops = [(lane.mode, lane.stop.stage, lane.variant) for lane in lanes if lane.stop]
    mode, stage, variant = stops[0] if stops else (MODES[0], Stage.EXPORT, ORIGINAL)
    _head("Again")
    lines = [repro.with_exportdb(detail, mode, stage), repro.with_torch(detail, mode, variant)]
    for line in lines:
        if line:
            click.echo(f"  {line}")


def _head(text: str) -> None:
    click.echo(f"\n{paint(text, 'bold')}")


def _paragraph(text: str, *, style: str = "") -> None:
    """Wrapped by paragraphs; lists and what stands in keep their lines."""
    for number, block in enumerate(textwrap.dedent(text).strip().split("\n\n")):
        lines = block.splitlines()
        kept = any(line.startswith((" ", "- ", "* ")) for line in lines)
        if number:
            click.echo()
        for line in lines if kept else wrap(" ".join(lines), width() - 2):
            click.echo(f"  {paint(line, style)}")


def variants_of(detail: CaseDetail, label: str | None) -> tuple[str, ...]:
    """All variants, or the original and the named one. Raises click.BadParameter when there is no such variant."""
    if label is None:
        return detail.variants
    if label not in detail.variants:
        raise click.BadParameter(
            f"{label!r} is none of {', '.join(map(repr, detail.variants))}", param_hint="--variant"
        )
    return (label,)

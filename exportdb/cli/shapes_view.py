"""What drawing inputs showed of a case, for people: on how many it holds, and each counterexample with its program."""

from __future__ import annotations

from collections.abc import Sequence

import click

from exportdb.cli.output import STYLES, paint, width
from exportdb.cli.table import Text, print_table, wrap
from exportdb.present.places import where
from exportdb.present.shapes import Finding, Tried, findings, tried
from exportdb.store.details import Lane

#: Before a program. Four columns make it a block of code in Markdown.
MARGIN = "    "


def print_shapes(case: str, lanes: Sequence[Lane]) -> None:
    """Prints the section; nothing where the stage was not measured."""
    lines, found = tried(lanes), findings(lanes)
    if lines:
        click.echo(f"\n{paint('Shapes', 'bold')}")
        print_table([[Text(where(line.lanes), "dim"), Text(line.sentence)] for line in lines])
        _remarks(lines)
    for finding in found:
        _finding(finding)
    if found:
        click.echo()
        _wrapped(f"exportdb show {case} --program prints {_programs(found)} alone", "  ", "dim")


def _remarks(lines: Sequence[Tried]) -> None:
    """A remark of all lines stands once, without saying where."""
    remarks: dict[str, list[Lane]] = {}
    for line in lines:
        for remark in line.remarks:
            remarks.setdefault(remark, []).extend(line.lanes)
    every = [lane for line in lines for lane in line.lanes]
    for remark, lanes in remarks.items():
        _wrapped(remark if len(lanes) == len(every) else f"{remark} ({where(lanes)})", "  ", "dim")


def _finding(finding: Finding) -> None:
    kind, found = finding.kind, finding.found
    title = paint(f"{kind.name}: {found.code}", STYLES.get(str(kind.outcome), ""))
    click.echo(f"\n{title} ({finding.where})")
    _wrapped(f"{kind.meaning}:", "  ")
    _wrapped(found.text, "  ")
    facts = [
        ("on", found.call),
        ("sizes", found.sizes),
        ("", "" if found.shrunk else "not shrunk: there may be a smaller one"),
    ]
    print_table([[Text(name, "dim"), Text(value)] for name, value in facts if value])
    if found.program:
        click.echo()
        for line in found.program.rstrip().splitlines():
            click.echo(f"{MARGIN}{line}".rstrip())


def _programs(found: Sequence[Finding]) -> str:
    return "this program" if len(found) == 1 else "these programs"


def _wrapped(text: str, margin: str, style: str = "") -> None:
    for line in wrap(text, width() - len(margin)):
        click.echo(margin + paint(line, style))

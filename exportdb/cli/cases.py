"""Cases for people: by area, with what came out in each mode."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import click

from exportdb.cli.output import STYLES, paint
from exportdb.cli.table import Layout, Text, counted
from exportdb_engine.protocol.casefile import CaseFile
from exportdb_engine.protocol.vocabulary import MODES


def print_cases(
    areas: Sequence[tuple[str, Sequence[CaseFile]]], statuses: Mapping[tuple[str, str], str], measured_with: str = ""
) -> None:
    """Prints the cases by area. ``statuses`` maps case and mode to a word; empty where nothing was measured."""
    lines = {area: [_line(case, statuses) for case in cases] for area, cases in areas}
    layout = Layout.of([line for block in lines.values() for line in block])
    if statuses and lines:
        heads = [Text("case", "dim"), *(Text(str(mode), "dim") for mode in MODES)]
        layout = Layout.of([heads, *(line for block in lines.values() for line in block)])
        layout.print([heads])
    for area, block in lines.items():
        click.echo(f"{paint(area or '(no area)', 'bold')} ({len(block)})")
        layout.print(block)
    total = sum(len(block) for block in lines.values())
    measured = f", measured with {measured_with}" if measured_with else ""
    summary = f"{counted(total, 'case')} in {counted(len(lines), 'area')}{measured}"
    click.echo(f"\n{summary}" if total else "no cases")


def _line(case: CaseFile, statuses: Mapping[tuple[str, str], str]) -> list[Text]:
    name = case.case.rsplit("/", 1)[-1]
    if not statuses:
        return [Text(name), Text(case.title)]
    words = [statuses.get((case.case, mode.value), "not measured") for mode in MODES]
    return [Text(name), *(Text(word, _style(word)) for word in words)]


def _style(word: str) -> str:
    if word == "not measured":
        return "dim"
    return STYLES.get(word, STYLES["fail"])

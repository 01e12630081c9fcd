"""`exportdb areas`: what is covered, and what is not."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from exportdb.cli.options import cases_option, examples, json_option
from exportdb.cli.output import print_json
from exportdb.errors import CorpusError

if TYPE_CHECKING:
    from exportdb.corpus import Area

EXAMPLES = """
exportdb areas                           every area, with how many cases it has
exportdb areas dynamic_shapes            what it covers, by topic, and what it does not
exportdb areas --gaps                    what no area covers yet, and why
exportdb areas --json                    as a list of objects
"""


@click.command(epilog=examples(EXAMPLES))
@click.argument("names", nargs=-1, metavar="[AREA]...")
@click.option("--gaps", is_flag=True, help="What is not covered, and why.")
@cases_option
@json_option
def command(names: tuple[str, ...], gaps: bool, cases: Path | None, as_json: bool) -> None:
    """List the areas of the corpus, or the topics of those that are named.

    Each area is a folder of cases whose area.toml says what it covers, and what it does not.

    JSON: a list of {"area", "title", "meaning", "cases", "covered", "not_covered"}; an entry of covered is {"topic",
    "cases"}, one of not_covered {"topic", "why"}.

    Exits 0 when there are areas, 1 when there are none, 2 when one is unknown or an area.toml cannot be read.
    """
    from exportdb.corpus import default_cases_folder, load_areas

    folder = cases or default_cases_folder()
    areas = load_areas(folder)
    for name in names:
        if name not in areas:
            raise _unknown(name, areas)
    chosen = [areas[name] for name in names] if names else list(areas.values())
    counts = {area.name: _count(folder / area.name) for area in chosen}
    if as_json:
        print_json([_document(area, counts[area.name]) for area in chosen])
    elif gaps:
        _print_gaps(chosen)
    elif names:
        for area in chosen:
            _print_area(area, counts[area.name])
    else:
        _print_all(chosen, counts)
    sys.exit(0 if chosen else 1)


def _count(folder: Path) -> int:
    from exportdb_engine.protocol.casefile import case_files

    return sum(path.parent == folder for path in case_files(folder))


def _unknown(name: str, areas: dict[str, Area]) -> CorpusError:
    import difflib

    close = difflib.get_close_matches(name, areas, n=1)
    hint = f"did you mean {close[0]!r}?" if close else f"the areas are {', '.join(areas)}"
    return CorpusError(f"no area is called {name!r}", hint=hint if areas else "no folder of cases has an area.toml")


def _document(area: Area, count: int) -> dict[str, Any]:
    return {
        "area": area.name,
        "title": area.title,
        "meaning": area.meaning,
        "cases": count,
        "covered": [{"topic": topic.topic, "cases": list(topic.cases)} for topic in area.covered],
        "not_covered": [{"topic": gap.topic, "why": gap.why} for gap in area.not_covered],
    }


def _print_all(areas: Sequence[Area], counts: dict[str, int]) -> None:
    from exportdb.cli.table import Text, counted, print_table

    rows = [[Text(area.name, "bold"), Text(f"{counts[area.name]:>5}"), Text(area.meaning)] for area in areas]
    if rows:
        print_table(rows, heads=("area", "cases", "about"))
        click.echo(f"\n{counted(sum(counts.values()), 'case')} in {counted(len(areas), 'area')}")
        click.echo("what one covers: exportdb areas NAME   what none covers: exportdb areas --gaps")
    else:
        click.echo("no areas: no folder of cases has an area.toml")


def _print_area(area: Area, count: int) -> None:
    from exportdb.cli.cells import print_wrapped
    from exportdb.cli.output import paint
    from exportdb.cli.table import Text, counted, print_table

    click.echo(f"{paint(area.title, 'bold')} ({area.name}, {counted(count, 'case')})")
    print_wrapped(area.meaning)
    if area.covered:
        click.echo("\ncovered")
        print_table([[Text(t.topic), Text("\n".join(_short(case, area) for case in t.cases))] for t in area.covered])
    if area.not_covered:
        click.echo("\nnot covered")
        print_table([[Text(gap.topic), Text(gap.why, "dim")] for gap in area.not_covered])
    click.echo()


def _print_gaps(areas: Sequence[Area]) -> None:
    from exportdb.cli.table import Text, print_table

    rows = [[Text(a.name, "bold"), Text(gap.topic), Text(gap.why, "dim")] for a in areas for gap in a.not_covered]
    if rows:
        print_table(rows, heads=("area", "not covered", "why"))
    else:
        click.echo("no area.toml names anything that is not covered")


def _short(case: str, area: Area) -> str:
    return case.removeprefix(f"{area.name}/")

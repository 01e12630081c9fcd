"""`exportdb search`: full text over cases and errors."""

from __future__ import annotations

import re
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from exportdb.cli.options import examples, json_option, results_option
from exportdb.cli.output import paint, print_json, width

if TYPE_CHECKING:
    from exportdb.store.search import CaseHit, FailureHit

EXAMPLES = """
exportdb search data-dependent expression       any case, in any order
exportdb search '"data-dependent expression"'   words next to each other
exportdb search Could not guard on              an error message, or a part of it
exportdb search cond --cases-only --json        as one object
"""

#: Cases of an error that are named; the others are counted.
NAMED = 4


@click.command(epilog=examples(EXAMPLES))
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, metavar="N", help="Of each kind.")
@click.option("--cases-only", is_flag=True, help="Leave out the errors.")
@click.option("--errors-only", is_flag=True, help="Leave out the cases.")
@results_option
@json_option
def command(text: tuple[str, ...], limit: int, cases_only: bool, errors_only: bool, db: str, as_json: bool) -> None:
    """Search for TEXT in the cases and in the error messages, best first.

    All words have to be there; where nothing has them all, any of them. The last word may be the beginning of one.

    JSON: {"cases": [...], "errors": [...]}; a case has case, collection, title, snippet, score, and an error has code,
    signature, snippet, cells, cases, score. In a snippet, what was found stands in square brackets; whole says whether
    all words were found.

    Exits 0 when something was found, 1 when nothing was, 2 when there is no database.
    """
    from exportdb.store import open_store
    from exportdb.store.search import search_cases, search_failures

    if cases_only and errors_only:
        raise click.UsageError("--cases-only and --errors-only exclude each other")
    words = " ".join(text)
    with open_store(db, readonly=True).read() as session:
        cases = [] if errors_only else search_cases(session, words, limit)
        failures = [] if cases_only else search_failures(session, words, limit)
    if as_json:
        print_json({"cases": [asdict(hit) for hit in cases], "errors": [asdict(hit) for hit in failures]})
    else:
        from exportdb.present.clean import cleaned

        # What has some of the words alone comes after what has them all.
        parts: list[tuple[list[Any], Any]] = [(cleaned(cases), _print_cases), (cleaned(failures), _print_failures)]
        parts.sort(key=lambda part: not any(hit.whole for hit in part[0]))
        parts = [part for part in parts if part[0]]
        for number, (hits, shown) in enumerate(parts):
            if number:
                click.echo()
            shown(hits)
        if not cases and not failures:
            wordless = not any(character.isalnum() for character in words)
            click.echo(f"nothing found for {words!r}" + ("; search for letters or digits" if wordless else ""))
    sys.exit(0 if cases or failures else 1)


def _print_cases(hits: list[CaseHit]) -> None:
    click.echo(paint("Cases", "bold underline"))
    for hit in hits:
        click.echo(paint(hit.case, "bold"))
        _indented(hit.title)
        found = re.findall(r"\[(.+?)\]", hit.snippet)
        if hit.snippet and not all(word.casefold() in hit.title.casefold() for word in found):
            _indented(hit.snippet, "dim")


def _print_failures(hits: list[FailureHit]) -> None:
    from exportdb.cli.table import counted

    click.echo(paint("Errors", "bold underline"))
    for hit in hits:
        click.echo(f"{paint(hit.code, 'bold')}  {counted(hit.cells, 'cell')} of {counted(len(hit.cases), 'case')}")
        _indented(hit.snippet)
        more = f" and {len(hit.cases) - NAMED} more" if len(hit.cases) > NAMED else ""
        if hit.cases:
            _indented(", ".join(hit.cases[:NAMED]) + more, "dim")


def _indented(text: str, style: str = "") -> None:
    from exportdb.cli.table import wrap

    for line in wrap(text, width() - 2):
        click.echo("  " + paint(line, style))

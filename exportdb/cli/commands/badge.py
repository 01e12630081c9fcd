"""`exportdb badge`: a badge for a case or a query."""

from __future__ import annotations

from pathlib import Path

import click

from exportdb.cli.options import QueryCommand, examples, expression, json_option, results_option
from exportdb.cli.output import print_json, write_file
from exportdb.errors import ExportdbError

EXAMPLES = """
exportdb badge control_flow/branch_on_tensor_value -o badge.svg
exportdb badge 'tag:torch.cond' -o cond.svg
exportdb badge area:models --label models > models.svg
"""


@click.command(cls=QueryCommand, epilog=examples(EXAMPLES))
@click.argument("expr", metavar="CASE|QUERY", nargs=-1, required=True)
@click.option("--label", help="What stands on the left.  [default: the query]")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write.")
@results_option
@json_option
def command(expr: tuple[str, ...], label: str | None, output: Path | None, db: str, as_json: bool) -> None:
    """Draw a badge (SVG): how a case comes out in each mode, or how many of the cases of a query pass in both.

    JSON: an object with cases, passing, measured, svg.

    Exits 0 when it is drawn, 2 when nothing is meant by the query, or the file cannot be written.
    """
    from exportdb.publish.badge import case_badge, passing, share_badge
    from exportdb.query import parse, select_cases
    from exportdb.sitewriter.content import read_content
    from exportdb.store import open_store

    text = expression(expr)
    content = read_content(db)
    by_name = {detail.case: detail for detail in content.details}
    if text in by_name:
        chosen, svg = [by_name[text]], case_badge(by_name[text], content.main_key)
        passed, measured = passing(chosen, content.main_key)
    else:
        with open_store(db, readonly=True).read() as session:
            chosen = [by_name[name] for name in select_cases(session, parse(text)) if name in by_name]
        if not chosen:
            raise ExportdbError(f"no case is meant by {text!r}", hint="exportdb list shows every case")
        passed, measured = passing(chosen, content.main_key)
        svg = share_badge(label or text, passed, measured)
    if as_json:
        print_json({"cases": len(chosen), "passing": passed, "measured": measured, "svg": svg})
    elif output is None:
        click.echo(svg, nl=False)
    if output is not None:
        write_file(output, svg)

"""`exportdb explain`: what an error means, and what to write instead."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from exportdb.cli.options import examples, json_option
from exportdb.cli.output import print_json

EXAMPLES = """
python my_export.py 2>&1 | exportdb explain    the error that a program just gave
exportdb explain build.log                     the last export error of a log
exportdb explain 'Could not guard on data-dependent expression Eq(u0, 1)'
exportdb explain GB0170                        the cases of a graph break
exportdb explain --json < error.txt            as one object
"""


@click.command(epilog=examples(EXAMPLES))
@click.argument("text", nargs=-1)
@click.option("--limit", type=click.IntRange(1), default=5, show_default=True, metavar="N", help="Cases at most.")
@click.option("--rewrites", "every", is_flag=True, help="Show all rewrites of all cases, not only the first.")
@click.option(
    "--db",
    metavar="PATH|URL",
    envvar="EXPORTDB_DB",
    default=None,
    help="The database.  [env var: EXPORTDB_DB; default: exportdb.db, or the results that come with exportdb]",
)
@json_option
def command(text: tuple[str, ...], limit: int, every: bool, db: str | None, as_json: bool) -> None:
    """Explain an error of torch.export: what happened and where, the measured cases that stop alike, and what to write
    instead, which was run.

    TEXT is an error message, a graph-break id, or a file; without it, or as `-`, standard input is read. A traceback, a
    log, and what torch.compile, torch.onnx and other wrappers print of it are all taken as they are; of several errors
    the last one of an export is explained.

    A case's score is between 0 and 1, where 1 is the same message at the same line. When nothing fits well, no case is
    said to stop alike: those that are about the same functions are named, and what a maintainer would need is listed.

    JSON: {"summary", "codes", "place", "matches", "next", "needed", "others", "message", "related"}. A match has
    case, title, score, why, apart, stops, modes, no_rewrite and rewrites; a rewrite has label, docstring, diff, modes
    and works.

    Exits 0 when a case matches, 1 when none does well enough, 2 when there is no text or no database.
    """
    from exportdb.explaining import explain

    found = explain(_report(text), db=db, limit=limit)
    if as_json:
        print_json(found.as_json())
    else:
        from exportdb.cli.explain_view import print_explanation

        print_explanation(found, every=every)
    sys.exit(0 if found else 1)


def _report(words: tuple[str, ...]) -> str:
    """The text to explain. Raises click.UsageError where there is none."""
    if not words and sys.stdin.isatty():
        raise click.UsageError("give an error message, a file or a graph-break id, or pipe the error in")
    if not words or words == ("-",):
        text = sys.stdin.buffer.read().decode("utf-8", "replace")
    elif len(words) == 1 and _is_file(words[0]):
        try:
            text = Path(words[0]).read_bytes().decode("utf-8", "replace")
        except OSError as error:
            raise click.UsageError(f"{words[0]} cannot be read: {error.strerror}") from error
    else:
        text = " ".join(words)
        if len(words) == 1 and not any(c.isspace() for c in text) and Path(text).suffix in (".txt", ".log", ".out"):
            raise click.UsageError(f"there is no file {text!r}")
    if not text.strip():
        raise click.UsageError("the text is empty: give an error message, a file or a graph-break id")
    return text


def _is_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except (OSError, ValueError):  # too long for a name, or with a character that no name has
        return False

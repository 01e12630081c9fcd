"""Options that several commands share, so that they are spelled and explained alike."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

DEFAULT_DB = "exportdb.db"


def _or_reference(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """The reference database where nobody has named another or other cases, and there is none."""
    source = ctx.get_parameter_source("db")
    # neither does it have what somebody's own cases do, nor can be written what environments are named to measure
    elsewhere = ctx.params.get("cases") or ctx.params.get("envs")
    if source is not click.core.ParameterSource.DEFAULT or elsewhere or Path(value).exists():
        return value
    from exportdb.snapshots import reference_database, snapshots

    try:
        reference = reference_database(lambda text: click.echo(text, err=True)) if snapshots() else None
    except OSError as error:
        click.echo(
            f"the results that come with exportdb cannot be unpacked: {error}; name a folder that can be "
            "written in EXPORTDB_CACHE",
            err=True,
        )
        return value
    if reference is None:
        return value
    click.echo(f"there is no {value}: these are the results that come with exportdb, {reference.words}", err=True)
    return str(reference.path)


def _db_option(callback: Any = None) -> Callable[[F], F]:
    return click.option(
        "--db",
        metavar="PATH|URL",
        envvar="EXPORTDB_DB",
        default=DEFAULT_DB,
        show_default=callback is None,
        show_envvar=True,
        callback=callback,
        help="The database: a file, or a SQLAlchemy URL."
        + (f" Without it {DEFAULT_DB}, else the results that come with exportdb." if callback else ""),
    )


db_option: Callable[[F], F] = _db_option()
#: For commands that only read: without a database, they read the reference database.
results_option: Callable[[F], F] = _db_option(_or_reference)
cases_option: Callable[[F], F] = click.option(
    "--cases",
    metavar="DIR",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=None,
    help="Folder of case files instead of exportdb's own.",
)
json_option: Callable[[F], F] = click.option("--json", "as_json", is_flag=True, help="Print JSON, and nothing else.")


_PARTS = re.compile(r"(?:(?P<h>\d+(?:\.\d+)?)h)?(?:(?P<m>\d+(?:\.\d+)?)m)?(?:(?P<s>\d+(?:\.\d+)?)s)?")
_UNITS = (("h", 3600), ("m", 60), ("s", 1))


def seconds_of(ctx: click.Context, param: click.Parameter, value: str | None) -> float | None:
    """For ``callback=``: the seconds in a text such as ``90s``, ``30m``, ``1h`` or ``1h30m``."""
    if value is None:
        return None
    match = _PARTS.fullmatch(value.strip().lower())
    seconds = sum(float(match[unit] or 0) * factor for unit, factor in _UNITS) if match else 0.0
    if seconds <= 0:
        raise click.BadParameter(f"{value!r} is no time; write 90s, 30m or 1h", ctx, param)
    return seconds


def examples(text: str) -> str:
    """An epilog for ``--help`` that keeps its lines, ``command   what it does``; a long one puts the note below."""
    lines = []
    for line in text.strip().splitlines():
        call, gap, note = line.partition("   ")
        lines += [call, f"    {note.strip()}"] if gap and len(line) > _EXAMPLE_WIDTH else [line]
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


#: On a line of 80, where click indents by two and so do we.
_EXAMPLE_WIDTH = 76


class QueryCommand(click.Command):
    """A command whose arguments are a query: ``-tag:x`` is a term that is turned round, and no option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, [_NEGATED.sub(r"not \1", arg) for arg in args])


_NEGATED = re.compile(r"^-([A-Za-z][A-Za-z._]*:)")


def expression(words: tuple[str, ...]) -> str:
    """The arguments as one query."""
    return " ".join(words)

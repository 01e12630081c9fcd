"""`exportdb new`: begin a case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from exportdb.cli.options import cases_option, examples, json_option
from exportdb.cli.output import print_json
from exportdb.errors import CorpusError

EXAMPLES = """
exportdb new control_flow/while_over_rows
exportdb new mutation/write_to_slice --title "Write to a slice"
exportdb new my_area/my_case --cases my_cases
"""


@click.command(epilog=examples(EXAMPLES))
@click.argument("name", metavar="AREA/NAME")
@click.option("--title", default=None, help="The first line of the docstring: what the program does.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="May be given several times.")
@cases_option
@json_option
def command(name: str, title: str | None, tags: tuple[str, ...], cases: Path | None, as_json: bool) -> None:
    """Write a new case that passes lint and runs, to be filled with what it is to show.

    Never overwrites a file. Exits 0 when the file was written, 2 when the name is none for a case.
    """
    from exportdb.corpus import default_cases_folder
    from exportdb.scaffold import scaffold

    new = scaffold(name, cases or default_cases_folder(), title=title, tags=tags)
    try:
        new.path.parent.mkdir(parents=True, exist_ok=True)
        with new.path.open("x", encoding="utf-8") as file:
            file.write(new.text)
    except OSError as error:
        raise CorpusError(
            f"cannot write {new.path}: {error.strerror}", hint="write elsewhere with --cases DIR"
        ) from error
    shown = _shown(new.path)
    own = f" --cases {cases}" if cases else ""
    steps = {
        f"edit {shown}": "the program, and why it is as it is",
        f"exportdb run {shown}{own}": "measure it; then state in `expect` what does not pass",
        f"exportdb lint {shown}{own}": "hold it against the rules",
    }
    if as_json:
        document: dict[str, Any] = {"case": name, "path": shown, "next": list(steps)}
        print_json(document)
        return
    click.echo(f"wrote {click.style(shown, bold=True)}. Next:")
    for step, why in steps.items():
        click.echo(f"  {step}\n      {why}")


def _shown(path: Path) -> str:
    """The path as a person would type it here."""
    here = Path.cwd()
    resolved = path.resolve()
    return str(resolved.relative_to(here)) if resolved.is_relative_to(here) else str(path)

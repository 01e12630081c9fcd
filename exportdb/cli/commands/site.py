"""`exportdb site`: the website, built and served."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from exportdb.cli.options import cases_option, examples, json_option, results_option
from exportdb.cli.output import print_json

BUILD_EXAMPLES = """
exportdb site build                          build/site/index.html
exportdb site build --out public --db results.db
exportdb site build --env 2.9                another release first
"""
SERVE_EXAMPLES = """
exportdb site serve                          http://127.0.0.1:8000/
exportdb site serve --port 0                 at any free port
"""

out_option = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build/site"),
    show_default=True,
    help="Folder of the site; its sources go beside it.",
)
env_option = click.option("--env", metavar="TORCH|KEY", help="The environment whose results come first.")


@click.group(epilog=examples(BUILD_EXAMPLES + SERVE_EXAMPLES.lstrip()))
def command() -> None:
    """Build the website, or serve it on this machine."""


@command.command(epilog=examples(BUILD_EXAMPLES))
@out_option
@env_option
@click.option("--force", is_flag=True, help="Also when nothing has changed.")
@cases_option
@results_option
@json_option
def build(out: Path, env: str | None, force: bool, cases: Path | None, db: str, as_json: bool) -> None:
    """Build the website from the database and the case files.

    Pages that have not changed are not written again, and when none has, nothing is. Without a database, the pages show
    the cases and say how to get results.

    JSON: {"folder", "index", "pages", "changed", "rendered"}.

    Exits 0, and 2 when it cannot be built.
    """
    from exportdb.sitewriter.build import build_site

    if not as_json:
        click.echo("building the site ...")
    built = build_site(db, out, cases=cases, env=env, force=force)
    if as_json:
        document: dict[str, Any] = {"folder": str(built.folder), "index": str(built.folder / "index.html")}
        print_json({**document, "pages": built.pages, "changed": built.changed, "rendered": built.rendered})
        return
    what = f"{built.changed} files changed" if built.rendered else "nothing has changed"
    click.echo(f"{built.pages} pages, {what}: {built.folder / 'index.html'}")


@command.command(epilog=examples(SERVE_EXAMPLES))
@out_option
@env_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 for any free one.")
@cases_option
@results_option
def serve(out: Path, env: str | None, port: int, cases: Path | None, db: str) -> None:
    """Build the website and serve it on 127.0.0.1 until Ctrl-C."""
    from exportdb.sitewriter.build import build_site
    from exportdb.sitewriter.serve import serve_folder

    build_site(db, out, cases=cases, env=env)
    serve_folder(out, port, lambda url: click.echo(f"serving {out} at {url} (Ctrl-C ends it)"))

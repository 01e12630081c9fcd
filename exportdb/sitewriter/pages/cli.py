"""The reference of the command line, as `--help` prints it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from exportdb.sitewriter.content import Content
from exportdb.sitewriter.render import Page, Renderer

COLUMNS = 90


def pages(content: Content, renderer: Renderer) -> Iterator[Page]:
    """The page ``cli.md``."""
    from exportdb.cli import main

    group = click.Context(main, info_name="exportdb", terminal_width=COLUMNS)
    found = {"exportdb": main.get_help(group)}
    for name in main.list_commands(group):
        command = main.get_command(group, name)
        if command is not None:
            context = click.Context(command, info_name=name, parent=group, terminal_width=COLUMNS)
            found[f"exportdb {name}"] = command.get_help(context)
    yield renderer.page("cli.md", "cli.md.j2", title="Command line", commands=found)

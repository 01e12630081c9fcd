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
    yield renderer.page("cli.md", "cli.md.j2", title="Command line", commands=dict(_helps(group)))


def _helps(context: click.Context) -> Iterator[tuple[str, str]]:
    """The help of a command and of those below it, by what is typed."""
    command = context.command
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None:
                yield from _helps(click.Context(below, info_name=name, parent=context, terminal_width=COLUMNS))

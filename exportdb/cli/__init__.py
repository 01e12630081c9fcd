"""The command line. Each command is one file in ``commands/``, imported only when it is called."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from typing import Any

import click

from exportdb import __version__
from exportdb.errors import ExportdbError

EPILOG = """\b
Examples:
  exportdb run                                  measure what has changed
  exportdb query 'strict:fail nonstrict:pass'   where the modes differ
  exportdb show control_flow/branch_on_tensor_value
  exportdb search "data-dependent expression"
  python my_export.py 2>&1 | exportdb explain   what to write instead
"""


class _Commands(click.Group):
    """Finds commands by walking the folder; a trailing underscore keeps Python's keywords apart."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        import pkgutil

        from exportdb.cli import commands

        return sorted(module.name.rstrip("_").replace("_", "-") for module in pkgutil.iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name.startswith("_"):
            return None
        stem = cmd_name.replace("-", "_")
        for name in (stem, f"{stem}_"):
            if importlib.util.find_spec(f"exportdb.cli.commands.{name}") is not None:
                command: click.Command = importlib.import_module(f"exportdb.cli.commands.{name}").command
                return command
        return None

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            import difflib

            close = difflib.get_close_matches(args[0], self.list_commands(ctx), n=1)
            if close:
                raise click.UsageError(f"{error.message} Did you mean {close[0]!r}?", ctx) from None
            raise

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ExportdbError as error:
            click.secho(f"error: {error.message}", fg="red", bold=True, err=True)
            if error.hint:
                click.echo(error.hint, err=True)
            sys.exit(error.exit_code)


@click.group(cls=_Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="exportdb")
def main() -> None:
    """What torch.export accepts, refuses and gets wrong, measured, with rewrites that were run."""

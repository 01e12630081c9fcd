"""Every command explains itself: a sentence, examples, exit codes and the JSON that it prints."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from exportdb.cli import main

NAMES = main.list_commands(click.Context(main))


@pytest.mark.parametrize("name", NAMES)
def test_help_has_examples_and_exit_codes(name: str) -> None:
    result = CliRunner().invoke(main, [name, "--help"], env={"COLUMNS": "80"})
    assert result.exit_code == 0
    text = result.output
    examples = text.partition("Examples:\n")[2]
    assert f"exportdb {name}" in examples
    assert max(map(len, text.splitlines())) <= 80
    command = main.get_command(click.Context(main), name)
    if isinstance(command, click.Group):
        return
    assert "Exit" in text
    assert "--json" in text


def test_a_misspelled_command_is_guessed() -> None:
    result = CliRunner().invoke(main, ["qurey"])
    assert result.exit_code == 2
    assert "Did you mean 'query'?" in result.output

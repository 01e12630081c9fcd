from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from exportdb.cli.commands.query import FIELDS
from exportdb.query import COUNTED_BY

Invoke = Callable[..., Result]


def test_json_has_the_names_that_stay(invoke: Invoke, database: Path) -> None:
    result = invoke("query", "strict:fail", "torch:2.13", "--json", "--db", database)
    assert result.exit_code == 0
    (cell,) = json.loads(result.stdout)
    assert list(cell) == [
        "case", "variant", "collection", "environment", "torch", "device", "mode", "stage", "outcome", "code",
        "signature", "message", "seconds", "run",
    ]  # fmt: skip
    assert (cell["case"], cell["code"], cell["message"]) == ("flow/branch", "GB0170", "GB0170: it stopped at line 12")


@pytest.mark.parametrize(
    ("args", "exit_code", "count"),
    [
        (["strict:fail"], 0, 2),
        (["-outcome:pass"], 0, 4),  # a term that is turned round is no option
        (["-has:rewrite", "-mode:strict"], 0, 14),
        (["--run", "2", "-outcome:pass"], 0, 2),
        (["is:unexpected"], 0, 1),
        (["tag:nothing"], 1, 0),
    ],
)
def test_how_many_cells_and_the_exit_code(
    invoke: Invoke, database: Path, args: list[str], exit_code: int, count: int
) -> None:
    result = invoke("query", *args, "--count", "--json", "--db", database)
    assert (result.exit_code, json.loads(result.stdout)) == (exit_code, {"cells": count})


def test_counts_by_a_field(invoke: Invoke, database: Path) -> None:
    result = invoke("query", "--group-by", "code", "-outcome:pass", "--json", "--db", database)
    assert json.loads(result.stdout) == [
        {"code": "GuardOnDataDependentSymNode", "cells": 2},
        {"code": "GB0170", "cells": 1},
        {"code": "GB0999", "cells": 1},
    ]
    assert FIELDS == COUNTED_BY


def test_people_get_a_sentence_and_lines_by_case(invoke: Invoke, database: Path) -> None:
    result = invoke("query", "export:fail", "--db", database)
    assert result.stdout.splitlines() == [
        "Programs that fail at export: the current cells that show it.",
        "",
        "flow/branch",
        "  original  2.13.0+cpu  strict     fail  export: GB0170",
        "  original  2.13.0+cpu  nonstrict  fail  export: GuardOnDataDependentSymNode",
        "  original  2.15.0      strict     fail  export: GB0999",
        "  original  2.15.0      nonstrict  fail  export: GuardOnDataDependentSymNode",
        "",
        "4 cells of 1 case",
    ]
    everything = invoke("query", "torch:2.13", "--limit", "20", "--db", database).stdout
    assert "  shapes/view" not in everything
    assert "eager to retrace" in everything
    assert "the first 20 cells of 2 cases; there may be more" in everything
    assert max(map(len, everything.splitlines())) <= 80


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["stric:fail"], ["unknown filter 'stric'", "  ^^^^^", "did you mean 'strict'?"]),
        (["--run", "9"], ["there is no run 9", "the newest runs are 2, 1"]),
        (["--count", "--group-by", "code"], ["exclude each other"]),
        (["--db", "missing.db"], ["missing.db", "exportdb run"]),
    ],
)
def test_what_is_wrong_exits_2(invoke: Invoke, database: Path, args: list[str], said: list[str]) -> None:
    result = invoke("query", "--db", database, *args)
    assert (result.exit_code, result.stdout) == (2, "")
    for text in said:
        assert text in result.stderr


def test_a_value_that_nothing_has_is_pointed_out(invoke: Invoke, database: Path) -> None:
    result = invoke("query", "tag:torch.cnd", "--db", database)
    assert result.exit_code == 1
    assert "did you mean 'torch.cond'?" in result.stderr
    assert result.stdout.endswith("no cells\n")


def test_json_needs_no_slow_import(database: Path) -> None:
    code = (
        "import sys; from exportdb.cli import main\n"
        f"main(['query', 'strict:fail', '--json', '--db', {str(database)!r}], standalone_mode=False)\n"
    )
    ends = "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
    run = subprocess.run([sys.executable, "-c", ends + code], capture_output=True, text=True, check=True)
    loaded = set(run.stderr.split())
    assert json.loads(run.stdout)
    assert not loaded & {"torch", "rich", "alembic", "hypothesis", "mkdocs", "exportdb.corpus"}

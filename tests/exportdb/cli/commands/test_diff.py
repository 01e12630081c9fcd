from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Invoke = Callable[..., Result]


def test_json_says_what_changed_and_why(invoke: Invoke, database: Path) -> None:
    result = invoke("diff", "2.13", "2.15", "--json", "--db", database)
    assert result.exit_code == 1
    document = json.loads(result.stdout)
    assert list(document) == [
        "before", "after", "changed", "message_changed", "reach_changed", "added", "removed", "same", "by_cause",
        "by_transition",
    ]  # fmt: skip
    assert (document["before"]["run"], document["after"]["torch"]) == (1, "2.15.0")
    (change,) = document["changed"]
    assert (change["case"], change["mode"], change["stage"]) == ("flow/branch", "strict", "export")
    assert change["causes"] == ["torch changed"]
    assert (change["before"]["code"], change["after"]["code"], change["after"]["run"]) == ("GB0170", "GB0999", 2)
    assert (document["by_cause"], document["by_transition"]) == ({"torch changed": 1}, {"fail -> fail": 1})


def test_people_get_the_sum_first(invoke: Invoke, database: Path) -> None:
    lines = invoke("diff", "prev", "last", "--db", database).stdout.splitlines()
    assert "       1  cells with another outcome or code" in lines
    assert lines[-3:] == [
        "torch changed (1)",
        "flow/branch",
        "  original  strict  export  fail GB0170 -> fail GB0999",
    ]
    assert max(map(len, lines)) <= 80


def test_nothing_differs(invoke: Invoke, database: Path) -> None:
    result = invoke("diff", "last", "2", "--db", database)
    assert result.exit_code == 0
    assert result.stdout.endswith("no differences in 32 cells\n")
    assert invoke("diff", "1", "2", "--case", "shapes/view", "--db", database).exit_code == 0


def test_a_run_that_does_not_exist(invoke: Invoke, database: Path) -> None:
    result = invoke("diff", "1", "7", "--db", database)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "there is no run 7" in result.stderr

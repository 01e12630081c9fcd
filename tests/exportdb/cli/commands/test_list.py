from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Invoke = Callable[..., Result]


def test_json_has_the_names_that_stay(invoke: Invoke, corpus: Path) -> None:
    result = invoke("list", "area:flow", "--json", "--cases", corpus)
    assert result.exit_code == 0
    assert json.loads(result.stdout) == [
        {
            "case": "flow/branch",
            "title": "Branch on a value",
            "tags": ["torch.cond"],
            "area": "flow",
            "collection": "core",
            "path": str(corpus / "flow" / "branch.py"),
        }
    ]


@pytest.mark.parametrize(
    ("args", "exit_code", "cases"),
    [
        (["collection:core"], 0, ["flow/branch", "shapes/view"]),
        (["tag:torch.cond", "collection:core"], 0, ["flow/branch"]),
        (["-tag:torch.cond", "collection:core"], 0, ["shapes/view"]),
        (["another", "shape"], 0, ["shapes/view"]),
        (["strict:fail"], 0, ["flow/branch"]),
        (["tag:nothing"], 1, []),
        (["strict:crash"], 1, []),
    ],
)
def test_the_cases_that_are_listed(
    invoke: Invoke, corpus: Path, database: Path, args: list[str], exit_code: int, cases: list[str]
) -> None:
    result = invoke("list", *args, "--json", "--cases", corpus, "--db", database)
    assert (result.exit_code, [case["case"] for case in json.loads(result.stdout)]) == (exit_code, cases)


def test_people_get_areas_and_results_where_there_are_any(invoke: Invoke, corpus: Path, database: Path) -> None:
    without = invoke("list", "collection:core", "--cases", corpus, "--db", "missing.db")
    assert without.stdout.splitlines() == [
        "flow (1)",
        "  branch  Branch on a value",
        "shapes (1)",
        "  view    View as another shape",
        "",
        "2 cases in 2 areas",
    ]
    with_results = invoke("list", "collection:core", "--cases", corpus, "--db", database)
    assert with_results.stdout.splitlines() == [
        "  case    strict          nonstrict",
        "flow (1)",
        "  branch  export: GB0999  export: GuardOnDataDependentSymNode",
        "shapes (1)",
        "  view    pass            pass",
        "",
        "2 cases in 2 areas, measured with torch 2.15.0",
    ]
    (corpus / "tags.toml").write_text('expects_torch = "2.13"\n')  # as on the site, not the newest run
    expected = invoke("list", "area:flow", "--cases", corpus, "--db", database).stdout
    assert "  branch  export: GB0170" in expected
    assert expected.endswith("1 case in 1 area, measured with torch 2.13.0+cpu\n")


def test_asking_for_results_without_a_database(invoke: Invoke, corpus: Path) -> None:
    result = invoke("list", "strict:fail", "--cases", corpus, "--db", "missing.db")
    assert result.exit_code == 2
    assert "no database at missing.db" in result.stderr


def test_a_case_that_cannot_be_read_is_said_and_the_others_are_listed(invoke: Invoke, corpus: Path) -> None:
    (corpus / "flow" / "broken.py").write_text('"""Broken"""\ntags = 1\n')
    result = invoke("list", "collection:core", "--json", "--cases", corpus)
    assert result.exit_code == 2
    assert "broken.py:1: the case does not assign 'model'" in result.stderr
    assert len(json.loads(result.stdout)) == 2

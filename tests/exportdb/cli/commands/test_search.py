from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Invoke = Callable[..., Result]


def test_json_has_cases_and_errors(invoke: Invoke, database: Path) -> None:
    result = invoke("search", "branch", "on", "a", "value", "--json", "--db", database)
    assert result.exit_code == 0
    document = json.loads(result.stdout)
    assert list(document) == ["cases", "errors"]
    assert list(document["cases"][0]) == ["case", "collection", "title", "snippet", "score", "whole"]
    assert document["cases"][0]["case"] == "flow/branch"
    errors = json.loads(invoke("search", "GB0999", "--json", "--db", database).stdout)["errors"]
    assert list(errors[0]) == ["code", "signature", "snippet", "cells", "cases", "score", "whole"]
    assert (errors[0]["code"], errors[0]["cells"], errors[0]["cases"]) == ("GB0999", 1, ["flow/branch"])


def test_people_get_both_by_heading(invoke: Invoke, database: Path) -> None:
    shown = invoke("search", "branch", "GB0170", "--db", database).stdout
    assert "Errors\nGB0170  1 cell of 1 case\n" in shown
    assert "Cases\nflow/branch\n  Branch on a value\n" in shown
    assert max(map(len, shown.splitlines())) <= 80
    assert "Cases" not in invoke("search", "GB0170", "--errors-only", "--db", database).stdout


def test_a_part_of_an_id_finds_the_case(invoke: Invoke, database: Path) -> None:
    for text in ("flow/br", "flow/branch.py"):
        found = json.loads(invoke("search", text, "--json", "--db", database).stdout)["cases"]
        assert [hit["case"] for hit in found] == ["flow/branch"], text


def test_what_has_all_words_comes_first(invoke: Invoke, database: Path) -> None:
    both = invoke("search", "branch", "GB0170", "--db", database).stdout
    assert both.index("Errors") > both.index("Cases"), "neither has both"
    shown = invoke("search", "GB0170", "data-dependent", "--db", database).stdout
    assert "Cases" not in shown or shown.index("Errors") < shown.index("Cases")


def test_nothing_found(invoke: Invoke, database: Path) -> None:
    for text in ("zebra", '"', "%%", "NEAR(", "*"):
        result = invoke("search", "--db", database, "--", text)
        assert result.exit_code == 1
        assert "nothing found" in result.stdout
        assert ("search for letters or digits" in result.stdout) == (text not in ("zebra", "NEAR("))

"""The rules that hold cases against what was measured."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from exportdb.errors import StoreError
from exportdb.lint import examine, load_results

NEED_RESULTS = ["expectation-holds", "measured", "verified-rewrite"]


@pytest.fixture
def cases(filled_db: Path, tmp_path: Path) -> Path:
    """The very files that were measured."""
    (tmp_path / "tags.toml").write_text('expects_torch = "2.13"\n')
    with sqlite3.connect(filled_db) as connection:
        query = "SELECT name, source FROM cases JOIN revisions ON revisions.id = current_revision_id"
        for name, source in connection.execute(f"{query} WHERE collection = 'core'"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / f"{name}.py").write_text(source)
    return tmp_path


def found(cases: Path, db: Path) -> dict[str, list[str]]:
    problems = examine(cases, results=load_results(str(db), cases)).problems
    return {rule: [f"{p.path.stem}:{p.line}: {p.message}" for p in problems if p.rule == rule] for rule in NEED_RESULTS}


def test_what_results_tell(cases: Path, filled_db: Path) -> None:
    told = found(cases, filled_db)
    assert told["measured"][0] == "idle:1: original was not measured in strict mode with torch 2.13.0+cpu"
    assert {line.partition(":")[0] for line in told["measured"]} == {"idle", "hostile"}, (
        "those of which a program or a mode is missing"
    )
    assert told["verified-rewrite"] == [
        "branch:31: the rewrite 'smaller example' does not hold: strict: retrace: RuntimeError; "
        "nonstrict: retrace: RuntimeError"
    ]
    unexpected = [line for line in told["expectation-holds"] if line.startswith("static:")]
    assert len(unexpected) == 2, "each mode of the case that fails and states nothing"
    assert "static:1: original, strict: export: expected to pass, got" in unexpected[0]
    assert not [line for line in told["expectation-holds"] if "branch" in line and "original" in line]


def test_a_file_that_was_edited_is_held_to_nothing_old(cases: Path, filled_db: Path) -> None:
    path = cases / "flow/branch.py"
    path.write_text(path.read_text().replace("GB0170", "GB0171"))
    told = found(cases, filled_db)
    assert "branch:1: the file has changed since it was measured" in told["measured"]
    assert not [line for rule in NEED_RESULTS[::2] for line in told[rule] if line.startswith("branch")]


def test_without_results_the_rules_are_named(cases: Path) -> None:
    unchecked = examine(cases).unchecked
    assert {rule: unchecked[rule] for rule in NEED_RESULTS} == dict.fromkeys(
        NEED_RESULTS, "no results are given: --db FILE"
    )


def test_results_of_another_release_hold_against_nothing(cases: Path, filled_db: Path) -> None:
    (cases / "tags.toml").write_text('expects_torch = "2.14"\n')
    with pytest.raises(StoreError, match=r"no results of torch 2\.14.*it has 2\.13\.0\+cpu"):
        load_results(str(filled_db), cases)

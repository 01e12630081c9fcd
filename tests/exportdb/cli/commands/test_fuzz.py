"""`exportdb fuzz` as a person calls it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import exportdb_engine
from exportdb.cli.fuzz_progress import duration

Invoke = Callable[..., Result]
ENGINE = Path(exportdb_engine.__file__).parent / "fuzz/__init__.py"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--focus", "veiws"], "'veiws' is not one of 'all', 'strict'"),
        (["--time", "5x"], "'5x' is no time; write 90s, 30m or 1h"),
        (["--time", "0m"], "'0m' is no time"),
        (["--time", ""], "'' is no time"),
        (["--resume"], "nothing in fuzz to go on with\nbegin with: exportdb fuzz -o fuzz"),
        (["-o", "a_file/fuzz"], "cannot write to a_file/fuzz/journal.jsonl: Not a directory\nchoose another folder"),
        (["--known-cases", "nowhere"], "Directory 'nowhere' does not exist"),
    ],
)
def test_what_cannot_be_done_says_what_can(
    invoke: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a_file").touch()
    result = invoke("fuzz", *arguments)
    assert result.exit_code == 2
    assert says in result.stderr


def test_times_are_written_as_they_are_read() -> None:
    assert [duration(s) for s in (0.4, 59.6, 90, 3600, 3725)] == ["0s", "1m00s", "1m30s", "1h00m", "1h02m"]


@pytest.mark.skipif(not ENGINE.exists(), reason="the engine has no `fuzz` yet")
@pytest.mark.slow  # starts the true engine, which imports torch, and runs programs through it
def test_equal_seeds_find_the_same_and_a_second_call_has_nothing_to_do(invoke: Invoke, tmp_path: Path) -> None:
    found = []
    for name in ("one", "two"):
        folder = tmp_path / name
        options = ("--batches", 2, "--programs", 4, "--seed", 3, "--json", "-o", folder)
        result = invoke("fuzz", *options)
        assert result.exit_code in (0, 1), result.stderr
        document = json.loads(result.stdout)
        assert (document["batches"], document["seed"], document["interrupted"]) == (2, 3, False)
        assert document["programs"] > 0
        assert result.exit_code == (1 if document["findings"] else 0)
        found.append(
            [
                {**finding, "file": Path(finding["file"]).name, "also": len(finding["also"])}
                for finding in document["findings"]
            ]
        )
        journal = (folder / "journal.jsonl").read_bytes()
        again = invoke("fuzz", *options)
        assert (again.exit_code, (folder / "journal.jsonl").read_bytes()) == (result.exit_code, journal)
    assert found[0] == found[1]

    other = invoke("fuzz", "--batches", 2, "--seed", 4, "-o", tmp_path / "one")
    assert other.exit_code == 2
    assert "begun with --seed 3, and this is --seed 4" in other.stderr.replace("\n", " ")

"""`export` and `import`, which undo each other."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Invoke = Callable[..., Result]


def test_what_is_exported_can_be_imported(invoke: Invoke, database: Path, tmp_path: Path) -> None:
    lines, other = tmp_path / "lines.jsonl.gz", tmp_path / "other.db"
    written = invoke("export", "-o", lines, "--json", "--db", database)
    assert json.loads(written.stdout) == {"chains": 12, "file": str(lines)}
    taken = invoke("import", lines, "--json", "--db", other)
    assert taken.exit_code == 0
    (report,) = json.loads(taken.stdout)
    assert (report["file"], report["runs"], report["chains"], report["duplicates"]) == (str(lines), [1, 2], 12, 0)
    again = invoke("import", lines, "--db", other)
    assert again.exit_code == 0
    assert "0 chains, 0 cells added" in again.stdout
    assert "there already: 12 chains" in again.stdout
    assert invoke("export", "--db", other).stdout == invoke("export", "--db", database).stdout


def test_one_run_from_standard_output_to_standard_input(invoke: Invoke, database: Path, tmp_path: Path) -> None:
    lines = invoke("export", "--run", "last", "--db", database).stdout
    assert json.loads(lines.splitlines()[0])["environment"]["torch"] == "2.15.0"
    result = invoke("import", "-", "--db", tmp_path / "other.db", input=lines)
    assert (result.exit_code, result.stdout) == (0, "-: 6 chains, 32 cells added to run 1\n")


def test_lines_that_are_cut_off_are_reported(invoke: Invoke, database: Path, tmp_path: Path) -> None:
    lines = invoke("export", "--run", "1", "--db", database).stdout
    result = invoke("import", "-", "--db", tmp_path / "other.db", input=lines[: len(lines) * 2 // 3])
    assert result.exit_code == 1
    assert "1 run cut off" in result.stdout


def test_what_cannot_be_done(invoke: Invoke, database: Path, tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("no lines\n")
    for args, said in (
        (["import", text, "--db", tmp_path / "other.db"], "notes.txt"),
        (["export", "--run", "9", "--db", database], "there is no run 9"),
        (["export", "-o", tmp_path / "none" / "x", "--db", database], "cannot be written"),
        (["export", "--json", "--db", database], "name a file with -o"),
    ):
        result = invoke(*args)
        assert result.exit_code == 2
        assert said in result.stderr
    assert not list(tmp_path.glob(".part-*"))

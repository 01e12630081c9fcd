"""Runs with a script in place of the engine: rounds, what is known, kills, and folders that are gone on with."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from exportdb.errors import EngineError
from exportdb.fuzzing.document import summary
from exportdb.fuzzing.errors import StagingError
from exportdb.fuzzing.journal import NAME
from exportdb.fuzzing.merge import cause_hash
from exportdb.fuzzing.records import Bounds, Options
from exportdb.fuzzing.session import Result, Watcher, stored
from exportdb.fuzzing.session import fuzz as fuzz_and_measure

Engine = Callable[..., tuple[str, ...]]


def fuzz(*args: Any, **given: Any) -> Result:
    """Without the measuring, which needs the true engine."""
    return fuzz_and_measure(*args, **{"jobs": 1, "confirm": False, **given})


def files(folder: Path) -> dict[str, str]:
    """What a run leaves behind but for its journal."""
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != NAME
    }


def test_rounds_know_what_earlier_ones_have_found(tmp_path: Path, options: Options, engine: Engine) -> None:
    folder = tmp_path / "fuzz"
    result = fuzz(folder, options, Bounds(batches=6), program=engine())
    assert list(files(folder)) == [
        "also/add_masked_squeeze_unsound.py",
        "cases/cond_internal.py",
        "cases/masked_squeeze_unsound.py",
        "cases/view_crash.py",
        "report.md",
    ]
    document = json.loads(json.dumps(summary(result, folder)))
    assert document["by_what"] == {"Unsound": 1, "Crash": 1, "Internal": 1}
    assert [str(Path(finding["file"]).relative_to(folder)) for finding in document["findings"]] == [
        "cases/masked_squeeze_unsound.py",
        "cases/view_crash.py",
        "cases/cond_internal.py",
    ]
    assert document["findings"][0]["also"][0]["file"] == f"{folder}/also/add_masked_squeeze_unsound.py"
    assert (document["programs"], document["batches"], document["refused"]) == (54, 6, {"strict": 12})
    # Batches 0 and 1 are one round: both find the same. Had batch 1 known it, there would be one record.
    assert document["findings"][0]["times"] == 2


def test_killed_after_any_line_the_same_command_ends_in_the_same(
    tmp_path: Path, options: Options, engine: Engine
) -> None:
    whole = tmp_path / "whole"
    fuzz(whole, options, Bounds(batches=4), program=engine())
    lines = (whole / NAME).read_text().splitlines(keepends=True)
    for kept in range(1, len(lines), 2):
        folder = tmp_path / f"cut{kept}"
        folder.mkdir()
        (folder / NAME).write_text("".join(lines[:kept]) + lines[kept][:20])
        fuzz(folder, options, Bounds(batches=4), program=engine())
        assert files(folder) == files(whole), f"cut after line {kept}"


def test_an_engine_that_dies_leaves_what_it_found(tmp_path: Path, options: Options, engine: Engine) -> None:
    folder = tmp_path / "fuzz"
    with pytest.raises(EngineError) as caught:
        fuzz(folder, options, Bounds(batches=6), program=engine(break_at=5))
    assert re.search(r"ended with status 1 in batches 4 to 5\nout of memory, say", caught.value.message)
    assert f"exportdb fuzz --resume -o {folder}" in caught.value.hint
    assert "# exportdb fuzz: cause" in (folder / "cases/cond_internal.py").read_text()
    assert "Internal (not shrunk)" in (folder / "report.md").read_text()

    assert stored(folder) == (options, Bounds(batches=6))
    fuzz(folder, *stored(folder), program=engine())
    assert "not shrunk" not in (folder / "report.md").read_text()


def test_ctrl_c_ends_with_what_there_is(tmp_path: Path, options: Options, engine: Engine) -> None:
    def interrupt(state: object, record: object) -> None:
        if len(seen) == 4:
            raise KeyboardInterrupt
        seen.append(record)

    seen: list[object] = []
    result = fuzz(tmp_path, options, Bounds(batches=6), program=engine(), watcher=Watcher(heard=interrupt))
    assert result.interrupted
    assert [one.finding.cause for one in result.distinct] == ["Unsound|squeeze"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"seed": 8}, "begun with --seed 7, and this is --seed 8"),
        ({"focus": "views"}, "begun with --focus all"),
        ({"round": 4}, "begun with --round 2"),
        ({"engine": "f" * 64}, "engine eeeeeeeeeeee there, ffffffffffff here"),
        ({"environment": {"torch": "2.15.0"}}, "torch 2.13.0.cpu there, 2.15.0 here"),
    ],
)
def test_a_folder_of_other_options_is_left_alone(
    tmp_path: Path, options: Options, engine: Engine, change: dict[str, object], says: str
) -> None:
    fuzz(tmp_path, options, Bounds(batches=1), program=engine())
    before = (tmp_path / NAME).read_text()
    with pytest.raises(StagingError, match=says):
        fuzz(tmp_path, replace(options, **change), Bounds(batches=2), program=engine())  # type: ignore[arg-type]
    assert (tmp_path / NAME).read_text() == before


def test_known_causes_are_marked_and_files_that_went_stale_removed(
    tmp_path: Path, options: Options, engine: Engine
) -> None:
    fuzz(tmp_path, options, Bounds(batches=2), program=engine())
    (tmp_path / "cases/of_a_person.py").write_text('"""Mine"""\n')
    known = {cause_hash("Crash|view"): Path("cases/soundness/view.py")}
    result = fuzz(tmp_path, options, Bounds(batches=2), known=known, program=engine())
    assert [one.known is not None for one in result.distinct] == [False, True]
    assert sorted(path.name for path in (tmp_path / "cases").iterdir()) == [
        "masked_squeeze_unsound.py",
        "of_a_person.py",
    ]
    assert "| Crash (known) |" in (tmp_path / "report.md").read_text()


def test_nothing_to_go_on_with(tmp_path: Path) -> None:
    with pytest.raises(StagingError, match="nothing in"):
        stored(tmp_path)

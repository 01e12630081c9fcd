"""Collections written from torch's own samples."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from exportdb_engine.protocol.casefile import case_files, read_case
from exportdb_engine.samples import sources, write
from exportdb_engine.samples.text import NotWritable, Writer


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1, "1"),
        (float("-inf"), 'float("-inf")'),
        (torch.int64, "torch.int64"),
        (torch.Size([2, 3]), "(2, 3,)"),
        ((slice(None, 2), ...), "(slice(None, 2, None), ...,)"),
        ([torch.ones(2), 3, torch.ones(1)], "[x0, 3, x1]"),
        ({"dim": (1,)}, "{'dim': (1,)}"),
        (torch.relu, "torch.relu"),
        (torch.device("cpu"), 'torch.device("cpu")'),
    ],
)
def test_values_are_written_as_python(value: object, text: str) -> None:
    assert Writer().value(value) == text


def test_what_has_no_literal_is_a_leaf_or_an_error() -> None:
    thing = object()
    assert Writer([1, thing]).value((thing, 2)) == "(_leaves[1], 2,)"
    with pytest.raises(NotWritable, match="object"):
        Writer().value(thing)


def test_the_collections() -> None:
    assert sorted(sources()) == ["torch-hops", "torch-modules", "torch-opinfo"]


def test_every_file_is_a_case_and_nothing_else_is_left(tmp_path: Path) -> None:
    folder = tmp_path / "torch-hops"
    folder.mkdir()
    (folder / "old.py").write_text("gone")
    written = write("torch-hops", folder)
    cases = [read_case(path, folder, collection="torch-hops", foreign=True) for path in case_files(folder)]
    assert len(cases) == written.files > 5
    assert all(case.preload == ("torch.testing._internal.hop_db",) and case.title for case in cases)
    assert all(left_out.reason for left_out in written.left_out)

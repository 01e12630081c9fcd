"""Collections written from the installed torch's samples, as the command line sees them."""

from __future__ import annotations

from pathlib import Path

import pytest

from exportdb.corpus.samples import ensure, mentioned, sample_collections
from exportdb.runner.selection import select


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ((), []),
        (("torch-hops",), ["torch-hops"]),
        (("torch-opinfo/float32/add", "tag:torch.cond"), ["torch-opinfo"]),
        (("-collection:torch-modules",), ["torch-modules"]),
        (("my-torch-hops", "torch-exportdb", "torch-hopsing"), []),
    ],
)
def test_mentioned(words: tuple[str, ...], names: list[str]) -> None:
    assert mentioned(words) == names


def test_a_collection_is_written_when_it_is_first_spoken_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPORTDB_CACHE", str(tmp_path))
    heard: list[str] = []
    chosen = select(["torch-hops"], say=heard.append)
    assert {case.collection for case in chosen.cases} == {"torch-hops"}
    assert all(case.expect is None and case.support_level is None for case in chosen.cases)
    assert heard[0].startswith("writing the programs of torch-hops into ")
    ensure(sample_collections()["torch-hops"], heard.append)
    assert sum(text.startswith("writing") for text in heard) == 1
    assert not any(case.collection == "torch-hops" for case in select([]).corpus)

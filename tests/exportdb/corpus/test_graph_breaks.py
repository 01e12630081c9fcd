from __future__ import annotations

import json
from pathlib import Path

import pytest

from exportdb.corpus.graph_breaks import is_graph_break, read_reasons, read_registry
from exportdb.errors import CorpusError

ENTRY = {"Gb_type": "Meets `x`", "Context": "x", "Explanation": "Why {x}.", "Hints": ["Write y. "]}


def test_the_registry_as_dynamo_has_it(tmp_path: Path) -> None:
    path = tmp_path / "registry.json"
    older = {**ENTRY, "Gb_type": "An older wording"}
    path.write_text(json.dumps({"GB0002": [ENTRY, older], "GB0001": [{"Gb_type": "Bare"}]}))
    found = read_registry(path, {"GB0001": "needs a GPU"})
    assert list(found) == ["GB0001", "GB0002"]
    entry = found["GB0002"]
    assert (entry.title, entry.explanation, entry.hints) == ("Meets `x`", "Why {x}.", ("Write y.",))
    assert (entry.unreachable, found["GB0001"].unreachable) == (None, "needs a GPU")
    assert (found["GB0001"].explanation, found["GB0001"].hints) == ("", ())


@pytest.mark.parametrize("text", ["[]", "{", '{"GB0001": []}', '{"GB0001": [{}]}', '{"GB0001": ["text"]}'])
def test_a_registry_of_another_form_is_told(text: str, tmp_path: Path) -> None:
    path = tmp_path / "registry.json"
    path.write_text(text)
    with pytest.raises(CorpusError, match=r"registry\.json is no registry of graph breaks"):
        read_registry(path, {})


def test_reasons(tmp_path: Path) -> None:
    assert read_reasons(tmp_path) == {}
    (tmp_path / "graph_breaks.toml").write_text('[unreachable]\nGB0123 = "needs a GPU"\n')
    assert read_reasons(tmp_path) == {"GB0123": "needs a GPU"}


@pytest.mark.parametrize(
    "text", ["[unreachable]\nGB12 = 'x'", "[unreachable]\nGB0123 = 1", "[unreachable]\nGB0123 = ' '", "["]
)
def test_a_wrong_reason_is_told(text: str, tmp_path: Path) -> None:
    (tmp_path / "graph_breaks.toml").write_text(text)
    with pytest.raises(CorpusError, match=r"graph_breaks\.toml"):
        read_reasons(tmp_path)


@pytest.mark.parametrize(
    ("code", "expected"), [("GB0170", True), ("GB12345", True), ("GB017", False), ("xGB0170", False), ("GBxxxx", False)]
)
def test_what_an_id_looks_like(code: str, expected: bool) -> None:
    assert is_graph_break(code) is expected

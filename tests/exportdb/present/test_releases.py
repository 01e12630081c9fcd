from __future__ import annotations

import pytest

from exportdb.present.releases import spans
from exportdb.store.reads import EnvironmentView


def known(*labels: str) -> list[EnvironmentView]:
    return [EnvironmentView(label, label, "3.11", "cpython", "linux", "cpu", {}, 1, label) for label in labels]


@pytest.mark.parametrize(
    ("labels", "chosen", "said"),
    [
        (["torch 2.13.0+cpu"], ["torch 2.13.0+cpu"], "2.13.0+cpu"),
        (["torch 2.13.0+cpu", "torch 2.9.1+cpu"], ["torch 2.13.0+cpu"], "2.13.0"),  # a build that all have says nothing
        (["torch 2.13.0+cpu", "torch 2.9.1"], ["torch 2.9.1", "torch 2.13.0+cpu"], "2.9.1, 2.13.0+cpu"),
        (["torch 4", "torch 3", "torch 2", "torch 1"], ["torch 1", "torch 2", "torch 3"], "1 to 3"),
        (["torch 4", "torch 3", "torch 2", "torch 1"], ["torch 1", "torch 2", "torch 4"], "1, 2, 4"),
        (["torch 2, python 3.11", "torch 2, python 3.10"], ["torch 2, python 3.10"], "2, python 3.10"),
        (["torch 2"], [], ""),
        ([], [], ""),
    ],
)
def test_environments_are_named_in_few_words(labels: list[str], chosen: list[str], said: str) -> None:
    assert spans(known(*labels), chosen) == said

"""What draft export lists, with the line of the program."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from exportdb_engine.program import Program
from exportdb_engine.protocol import TIERS, Mode, Outcome, Stage, selected_stages
from exportdb_engine.stages.draft import measure
from exportdb_engine.work import NotHolding, Work

HERE = Path(__file__)


class Clean(torch.nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + 1


class Branches(torch.nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if x.sum() > 0:  # here
            x = x + 1
        if x.max() > 5:  # and here
            x = x - 1
        return x


def work(model: torch.nn.Module) -> Work:
    return Work(Program(model, (torch.ones(3),), {}, [], None, None), Mode.NONSTRICT, __file__)


def test_nothing_stands_in_the_way() -> None:
    assert measure(work(Clean())) == {}


def test_all_obstacles_are_listed_at_once() -> None:
    with pytest.raises(NotHolding) as caught:
        measure(work(Branches()))
    lines = HERE.read_text().splitlines()
    expected = [number for number, line in enumerate(lines, 1) if line.endswith(("# here", "# and here"))]
    assert (caught.value.outcome, caught.value.code) == (Outcome.FAIL, "DraftIssues")
    assert [entry["kind"] for entry in caught.value.detail["failures"]] == ["data_dependent_error"] * 2
    assert [entry["at"]["line"] for entry in caught.value.detail["failures"]] == expected


def test_it_is_in_no_tier_and_can_be_asked_for() -> None:
    assert all(Stage.DRAFT not in stages for stages in TIERS.values())
    assert selected_stages(["draft", "run"]) == (Stage.EAGER, Stage.EXPORT, Stage.RUN, Stage.DRAFT)

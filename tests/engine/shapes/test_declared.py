from __future__ import annotations

from typing import Any

import pytest
import torch
from torch.export import Dim

from exportdb_engine.shapes.declared import Declared, read_declared
from exportdb_engine.shapes.draws import always, make, sample, shapes, too_large


class Joined(torch.nn.Module):
    def forward(self, x: Any, y: Any, z: Any, flag: bool) -> Any:
        return x.reshape(-1, 2) + y[:, None], z * 2 if flag else z


_half = Dim("half", min=2, max=40_000)
ARGS = (torch.randn(6), torch.randn(3), torch.randn(3, 4), True)
SPEC = {"x": (2 * _half,), "y": (_half,), "z": (Dim.AUTO, None), "flag": None}


@pytest.fixture(scope="module", params=["strict", "nonstrict"])
def declared(request: pytest.FixtureRequest) -> Declared:
    exported = torch.export.export(Joined(), ARGS, dynamic_shapes=SPEC, strict=request.param == "strict")
    return read_declared(exported, ARGS, {}, names=["L['x']", "L['y']", "L['z']", "L['flag']"])


#: Sizes of x, y, z and the flag -> whether that is inside what is declared.
INSIDE = {
    (6, 3, (3, 4), True): True,
    (80_000, 40_000, (9, 4), True): True,
    (80_002, 40_001, (9, 4), True): False,
    (2, 1, (3, 4), True): False,
    (6, 4, (3, 4), True): False,
    (7, 3, (3, 4), True): False,
    (6, 3, (3, 5), True): False,
    (6, 3, (3, 4), False): False,
}


@pytest.mark.parametrize("sizes", INSIDE)
def test_what_is_inside(declared: Declared, sizes: Any) -> None:
    x, y, z, flag = sizes
    leaves = [torch.empty(x), torch.empty(y), torch.empty(z), flag]
    assert declared.inside(leaves) is INSIDE[sizes]


def test_sizes_are_named_in_the_words_of_the_program(declared: Declared) -> None:
    assert set(declared.words.values()) == {"y.shape[0]", "z.shape[0]"}


def test_what_is_always_tried(declared: Declared) -> None:
    tried = [shapes(declared, draw) for draw in always(declared)]
    inside = [
        shape
        for draw in always(declared)
        if declared.inside(make(declared, draw).leaves)
        for shape in [shapes(declared, draw)]
    ]
    for expected in ([(0,), (0,), (3, 4), True], [(2,), (1,), (3, 4), True], [(6,), (3,), (1, 4), True]):
        assert expected in tried
    assert [(4,), (2,), (3, 4), True] in inside  # the lower bound
    assert [(7,), (3,), (3, 4), True] in tried  # a size that leaves the others
    assert [(6,), (3,), (3, 4), False] in tried  # another constant
    # 80,000 and 40,000 elements are too many to be tried: that is said, not left out.
    assert too_large(declared) == ["y.shape[0] == 40000"]


def test_equal_seeds_draw_equal_inputs(declared: Declared) -> None:
    assert sample(declared, 20, 1) == sample(declared, 20, 1)
    assert sample(declared, 20, 1) != sample(declared, 20, 2)

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from exportdb_engine.protocol import BACKENDS
from exportdb_engine.tolerance import (
    DTYPES,
    FACTORS,
    TOLERANCE,
    factor_of,
    markdown,
    narrowest,
    through,
    tolerance_of,
)

ROOT = Path(__file__).parent.parent.parent


def test_torch_allows_the_same() -> None:
    for dtype, entry in DTYPES.items():
        one = torch.zeros((), dtype=dtype)
        with pytest.raises(AssertionError, match=f"up to {entry.absolute:g} allowed"):
            torch.testing.assert_close(one + 1, one)


def test_every_entry_is_of_a_backend_that_there_is_and_says_why() -> None:
    assert set(FACTORS) - {"*"} <= set(BACKENDS)
    assert all(entry.why for entry in (*DTYPES.values(), *(e for entries in FACTORS.values() for e in entries)))
    assert all(any(entry.dtype is None for entry in entries) for entries in FACTORS.values())


def test_a_backend_without_an_entry_is_held_to_the_common_one() -> None:
    assert tolerance_of("somebody's") == tolerance_of("*")
    assert factor_of("tensorrt", torch.float32).factor > factor_of("tensorrt", torch.float16).factor
    assert tolerance_of("aot_eager")[0] == TOLERANCE


class Narrow(torch.nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x.bfloat16().sum().float()


def test_what_is_computed_narrowly_in_between_is_held_to_no_more_than_that() -> None:
    exported = torch.export.export(Narrow(), (torch.ones(3),), strict=False)
    assert narrowest(exported) is torch.bfloat16
    found, why = through(TOLERANCE, narrowest(exported))
    relative = TOLERANCE[torch.bfloat16][0]
    assert found[torch.float32] == (relative, relative), "terms that cancel leave an absolute error"
    assert found[torch.bfloat16] == TOLERANCE[torch.bfloat16]
    assert "bfloat16" in why
    assert through(TOLERANCE, torch.float64) == (TOLERANCE, "")


def test_the_table_stands_in_the_protocol() -> None:
    text = (ROOT / "PROTOCOL.md").read_text(encoding="utf-8")
    missing = [row for row in markdown() if row not in text]
    assert not missing, "put these into PROTOCOL.md:\n" + "\n".join(missing)

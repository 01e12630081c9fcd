from __future__ import annotations

from pathlib import Path

import pytest
import torch

from exportdb_engine.protocol import BACKENDS
from exportdb_engine.tolerance import DTYPES, FACTORS, TOLERANCE, factor_of, markdown, tolerance_of

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


def test_the_table_stands_in_the_protocol() -> None:
    text = (ROOT / "PROTOCOL.md").read_text(encoding="utf-8")
    missing = [row for row in markdown() if row not in text]
    assert not missing, "put these into PROTOCOL.md:\n" + "\n".join(missing)

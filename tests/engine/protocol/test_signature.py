from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exportdb_engine.protocol.signature import normalize

#: Pairs of messages of one failure, as torch words it for other programs, sizes and files.
EQUAL = [
    (
        "Could not guard on data-dependent expression Eq(u0, 1) (unhinted: Eq(u0, 1)).  (Size-like symbols: u0)",
        "Could not guard on data-dependent expression Eq(u12, 1) (unhinted: Eq(u12, 1)).  (Size-like symbols: u12)",
    ),
    (
        "Expected input at *args[0].shape[0] to be equal to 4, but got 5",
        "Expected input at *args[0].shape[0] to be equal to 16, but got 128",
    ),
    (
        "mat1 and mat2 shapes cannot be multiplied (3x4 and 5x6)\n\nfrom user code:\n  File 'a.py', line 3",
        "mat1 and mat2 shapes cannot be multiplied (3x4 and 5x6)\n\nfrom user code:\n  File 'b.py', line 99",
    ),
    ("<function f at 0x7fdb432d79c0> in /home/a/x/model.py:12", "<function f at 0x7fdb43000000> in /srv/m/y/z.py:9"),
    ("No match in ork/main/cases/a/b.py:3 (forward)", "No match in cases/a/b.py:12 (forward)"),
    (
        "Could not guard on u0.\n\nconsider using data-dependent friendly APIs such as a and bCaused by: (a.py:3 in f)",
        "Could not guard on u1.\n\nconsider using data-dependent friendly APIs such as a.\nCaused by: (b.py:9 in g)",
    ),
    ("\x1b[31mshape torch.Size([2, 3]) of add_3\x1b[0m", "shape torch.Size([9]) of add_17"),
    (
        'Constraints violated (dim0_x)! For more information, run with TORCH_LOGS="+dynamic".',
        "Constraints violated (dim0_x)!",
    ),
]

DIFFERENT = [
    ("Could not guard on data-dependent expression Eq(u0, 1)", "Could not guard on data-dependent expression u0 < 0"),
    ("Cannot mix complex and float", "Cannot mix complex and half"),
]


@pytest.mark.parametrize(("one", "other"), EQUAL)
def test_equal_failures_are_equal(one: str, other: str) -> None:
    assert normalize(one) == normalize(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_failures_are_not(one: str, other: str) -> None:
    assert normalize(one) != normalize(other)


def test_what_went_wrong_is_kept() -> None:
    assert normalize("Data-dependent branching\n  Explanation: no.\n\nfrom user code:\n  x") == (
        "Data-dependent branching Explanation: no."
    )


@given(
    st.lists(
        st.sampled_from(
            ["s77", "u0", "[1, 2]", "(3,)", "/a/b/c.py:3", "0xff", "12", "line 4", "add_3", "\n", " ", "-", "["]
        )
        | st.text(max_size=8),
        max_size=12,
    ).map("".join)
)
def test_normalizing_twice_changes_nothing(message: str) -> None:
    once = normalize(message)
    assert normalize(once) == once
    assert len(once) <= 1000

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exportdb_engine.protocol.signature import MAX_LENGTH, normalize

#: Pairs of messages of one failure, as torch words it for other programs, sizes, files, modes and releases.
EQUAL = {
    "symbols": (
        "Could not guard on data-dependent expression Eq(u0, 1) (unhinted: Eq(u0, 1)).  (Size-like symbols: u0)",
        "Could not guard on data-dependent expression Eq(u12, 1) (unhinted: Eq(zuf3, 1)).  (Size-like symbols: none)",
    ),
    "sizes": (
        "Expected input at *args[0].shape[0] to be equal to 4, but got 5",
        "Expected input at *args[0].shape[0] to be equal to 16, but got 128",
    ),
    "products of sizes, user code": (
        "mat1 and mat2 shapes cannot be multiplied (3x4 and 5x6)\n\nfrom user code:\n  File 'a.py', line 3",
        "mat1 and mat2 shapes cannot be multiplied (12x4 and 1x1)\n\nfrom user code:\n  File 'b.py', line 99",
    ),
    "addresses and paths": (
        "<function f at 0x7fdb432d79c0> in /home/a/x/model.py:12",
        "<function f at 0x7fdb43000000> in /srv/m/y/z.py:9",
    ),
    "a path cut at its front": (
        "No match in ork/main/cases/a/b.py:3 (forward)",
        "No match in cases/a/b.py:12 (forward)",
    ),
    "advice": (
        "Could not guard on u0.\n\nconsider using data-dependent friendly APIs such as a and bCaused by: (a.py:3 in f)",
        "Could not guard on u1.\n\nconsider using data-dependent friendly APIs such as a.\nCaused by: (b.py:9 in g)",
    ),
    "strict mode begins with advice": (
        "Consider annotating your code using torch._check*(). Could not guard on data-dependent expression u0 > 2",
        "Could not guard on data-dependent expression u4 > 7\n\nUser Stack (most recent call last):\n  File ...",
    ),
    "colours": ("\x1b[31mshape torch.Size([2, 3]) of add_3\x1b[0m", "shape torch.Size([9]) of add_17"),
    "names of dimensions": (
        'Constraints violated (n)! For more information, run with TORCH_LOGS="+dynamic".\n'
        "  - You marked n as dynamic but your code specialized it to be a constant (4).\n\nSuggested fixes:\n  n = 4",
        "Constraints violated (batch)!\n"
        "  - You marked batch as dynamic but your code specialized it to be a constant (16).",
    ),
    "guards of sizes, as many as there are": (
        "Constraints violated (n)!\n"
        "  - Not all values of n = L['a'][0].size()[0] in the range satisfy the generated guard L[...] == 6.\n"
        "  - Not all values of n = L['a'][0].size()[0] in the range satisfy the generated guard L[...] != 1.",
        "Constraints violated (b)!\n"
        "  - Not all values of b = L['x'].size()[1] in the range satisfy the generated guard L[...] <= 8.",
    ),
    "hints and notes of a graph break": (
        "Data-dependent branching\n  Explanation: no `if x.sum() > 0:`.\n\n"
        "      The branch condition involves a tensor computed as follows:\n        gt = gt(x, 0)\n"
        "    \n  Hint: Use `torch.cond`.\n\n  Developer debug context: attempted to jump with TensorVariable()\n",
        "Data-dependent branching\n  Explanation: no `if x.sum() > 0:`.\n  Hint: This graph break is fundamental.\n",
    ),
    "arguments of a call": (
        "Failed running call_function <built-in function add>(*(FakeTensor(..., size=(4, 3)), 'a'), **{}): no",
        "Failed running call_function <built-in function add>(*(FakeTensor(..., size=(s0,)),), **{'alpha': 2}): no",
    ),
    "types in the order of a set": (
        "one of the types [<class 'torch.Tensor'>, <class 'int'>].",
        "one of the types [<class 'int'>, <class 'torch.Tensor'>, <class 'str'>].",
    ),
}

DIFFERENT = [
    ("Could not guard on data-dependent expression Eq(u0, 1)", "Could not guard on data-dependent expression u0 < 0"),
    ("Cannot mix complex and float", "Cannot mix complex and half"),
    ("use torch.compile/export/fx here", "use torch.jit/export/fx here"),
    (
        "Observed exception\n  Explanation: e.\n\n  Developer debug context: raised exception ValueError('no')",
        "Observed exception\n  Explanation: e.\n\n  Developer debug context: raised exception KeyError([])",
    ),
]


@pytest.mark.parametrize(("one", "other"), EQUAL.values(), ids=EQUAL)
def test_equal_failures_are_equal(one: str, other: str) -> None:
    assert normalize(one) == normalize(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_failures_are_not(one: str, other: str) -> None:
    assert normalize(one) != normalize(other)


def test_what_went_wrong_is_kept() -> None:
    assert normalize("Data-dependent branching\n  Explanation: no.\n\nfrom user code:\n  x") == (
        "Data-dependent branching Explanation: no."
    )


PIECES = [
    *["s77", "u0", "[1, 2]", "(3,)", "/a/b/c.py:3", "0xff", "12", "3x4", "line 4", "add_3", "\n", " ", "-", "["],
    *[
        "\n\nfrom user code:",
        "\nHint: x",
        "Developer debug context: raised exception E(1)",
        "(unhinted: u0).",
        "Caused by: ",
    ],
    *[
        "Constraints violated (n)!",
        "n = L['a'].size()[0]",
        " satisfy the generated guard 1",
        "[<class 'a'>]",
        "(*(1), **{})",
    ],
    *[
        "The branch condition involves a tensor computed as follows:",
        "You marked n as dynamic",
        "https://a.b/c",
        "\x1b[0m",
    ],
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=12).map("".join))
def test_normalizing_twice_changes_nothing(message: str) -> None:
    once = normalize(message)
    assert normalize(once) == once
    assert len(once) <= MAX_LENGTH

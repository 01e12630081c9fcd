from __future__ import annotations

from textwrap import dedent

import pytest

MESSAGE = "You marked b as dynamic but your code specialized it to be a constant (6)."

#: An expression in forward -> what is written for it.
EXPRESSIONS = {
    "len(x)": "x.shape[0]",
    "len(x) / 2": "x.shape[0] / 2",
    "len(x[x > 0])": "x[x > 0].shape[0]",
    "int(x.shape[0])": "x.shape[0]",
    "int(x.size(0))": "x.size(0)",
    "int(len(x))": "x.shape[0]",
    "int(n) // 2": "n // 2",
    "2 ** int(n + 1)": "2 ** (n + 1)",
    "float(x.shape[0])": "torch.sym_float(x.shape[0])",
    "int(x.shape[0] / 2)": "torch.sym_int(x.shape[0] / 2)",
    "int(len(x) * self.ratio)": "torch.sym_int(x.shape[0] * self.ratio)",
    "math.sqrt(n)": "n ** 0.5",
    "math.sqrt(n + c)": "(n + c) ** 0.5",
    "x.shape.numel()": "x.numel()",
}
LEFT = {
    "math.log2(n)": "torch has no logarithm of a symbolic size: take torch.full((), size, dtype=x.dtype).log()",
    "sum(i for i in range(len(x)))": (
        "the loop is unrolled, once for each row: write it over the whole tensor, or with torch's map or scan"
    ),
    # Not of sizes.
    "int(x.sum())": None,
    "int(self.count)": None,
    "len(names)": None,
    "len(self.layers)": None,
    "int(changing)": None,
}


def program(value: str, mark: str = "  # !") -> str:
    return (
        "import math\nimport torch\n\n\nclass Net(torch.nn.Module):\n"
        "    def forward(self, x: torch.Tensor, names: list[torch.Tensor]):\n"
        "        n, c = x.shape\n        changing = x.size(0)\n        changing = x.sum()\n"
        f"        return x.sum() * ({value}){mark}\n"
    )


@pytest.mark.parametrize("value", EXPRESSIONS)
def test_size_stays_a_size(ask, value):
    (patch,) = ask("shape", program(value), "UserError", MESSAGE).patches
    assert patch.source == program(EXPRESSIONS[value], "")


@pytest.mark.parametrize("value", LEFT)
def test_what_is_no_size_is_left(ask, value):
    found = ask("shape", program(value), "UserError", MESSAGE)
    assert not found.patches
    assert [left.reason for left in found.left] == ([LEFT[value]] if LEFT[value] else [])


NUMPY = {
    "int(np.prod(x.shape[1:]))": "math.prod(x.shape[1:])",
    "float(np.sqrt(x.shape[0]))": "x.shape[0] ** 0.5",
    "int(np.ceil(x.shape[0] / 2))": "math.ceil(x.shape[0] / 2)",
}


@pytest.mark.parametrize("value", NUMPY)
def test_numpy_of_sizes_is_said_in_python(ask, value):
    before = f"import numpy as np\n\ndef f(x):\n    return x * ({value})  # !\n"
    (patch,) = ask("shape", before, "TypeError", "loop of ufunc does not support argument 0 of type SymInt").patches
    assert f"    return x * ({NUMPY[value]})\n" in patch.source
    assert ("import math\n" in patch.source) == ("math." in NUMPY[value])


def test_as_little_as_is_needed_comes_first(ask):
    before = """
    import torch

    class A(torch.nn.Module):
        def forward(self, x):
            n = int(x.shape[0])  # the rows
            return x.sum() * n * float(x.shape[0])  # !

    class B(torch.nn.Module):
        def forward(self, x):
            return x * len(x.shape) * int(x.shape[1])
    """
    patches = ask("shape", before, "UserError", MESSAGE).patches
    text = dedent(before).lstrip("\n").replace("  # !", "")
    one = text.replace(" float(x.shape[0])", " torch.sym_float(x.shape[0])")
    two = one.replace("int(x.shape[0])  # the rows", "x.shape[0]  # the rows")
    assert [patch.source for patch in patches] == [one, two, two.replace("int(x.shape[1])", "x.shape[1]")]


def test_no_edit_where_no_size_was_fixed(ask):
    assert not ask("shape", program("len(x)"), "GB0170", "Data-dependent branching").patches

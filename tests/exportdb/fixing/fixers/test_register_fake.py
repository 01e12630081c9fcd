from __future__ import annotations

from textwrap import dedent

import pytest

MESSAGE = "There was no fake impl registered for <CustomOpDef(my::op)>"

#: The operator's code -> the body of its fake kernel.
DERIVED = {
    "x.clone()": "torch.empty_like(x)",
    "x * 2": "torch.empty_like(x)",
    "torch.relu(-x)": "torch.empty_like(x)",
    # Of whole numbers this is of another dtype, which torch knows.
    "x / 2": "x / 2",
    "x.square().sum(1, keepdim=True)": "x.square().sum(1, keepdim=True)",
    "torch.from_numpy(np.sin(x.cpu().numpy())).to(x.device)": "torch.empty_like(x)",
    "x.clone(), x.sum(-1)": "torch.empty_like(x), x.sum(-1)",
}

UNCLEAR = (
    "torch.from_numpy(np.cumsum(x.numpy()))",
    "x[x > 0]",
    "x.nonzero()",
    "helper(x)",
    "torch.tensor(x.tolist())",
    "x.new_full((int(x.max()),), 1.0)",
)


def operator(value: str) -> str:
    return (
        "import numpy as np\nimport torch\n\n\n"
        f'@torch.library.custom_op("my::op", mutates_args=())\ndef op(x: torch.Tensor):\n    return {value}\n'
    )


@pytest.mark.parametrize("value", DERIVED)
def test_what_is_returned_tells_the_kernel(ask, value):
    (patch,) = ask("fake", operator(value), "RuntimeError", MESSAGE).patches
    added = f"\n\n@op.register_fake\ndef _(x: torch.Tensor):\n    return {DERIVED[value]}\n"
    assert patch.source == operator(value) + added


@pytest.mark.parametrize("value", UNCLEAR)
def test_what_is_unclear_is_left_with_what_to_write(ask, value):
    found = ask("fake", operator(value), "RuntimeError", MESSAGE)
    assert not found.patches
    (left,) = found.left
    assert left.reason == (
        f"the sizes of `{value}` cannot be told from its text; write @op.register_fake def _(x), which returns tensors"
        " of the right sizes and dtype without values: x.new_empty(sizes)"
    )


CHANGES = {
    "the result is made, then filled": (
        """
        @torch.library.custom_op("my::op", mutates_args=())
        def op(x: Tensor, scale: float) -> Tensor:
            \"\"\"Transposed.\"\"\"
            n, m = x.shape
            # the result
            out = torch.empty((m, n), dtype=x.dtype)
            for i in range(n):
                out[:, i] = x[i] * scale
            return out

        A = 1
        """,
        """
        @torch.library.custom_op("my::op", mutates_args=())
        def op(x: Tensor, scale: float) -> Tensor:
            \"\"\"Transposed.\"\"\"
            n, m = x.shape
            # the result
            out = torch.empty((m, n), dtype=x.dtype)
            for i in range(n):
                out[:, i] = x[i] * scale
            return out


        @op.register_fake
        def _(x: Tensor, scale: float) -> Tensor:
            n, m = x.shape
            return torch.empty((m, n), dtype=x.dtype)

        A = 1
        """,
    ),
    "a library": (
        """
        lib = torch.library.Library("my", "DEF")
        lib.define("op(Tensor x) -> Tensor")

        @torch.library.impl(lib, "op", "CPU")
        def op_cpu(x):
            return x * 2
        """,
        """
        lib = torch.library.Library("my", "DEF")
        lib.define("op(Tensor x) -> Tensor")

        @torch.library.impl(lib, "op", "CPU")
        def op_cpu(x):
            return x * 2


        @torch.library.register_fake("my::op")
        def _(x):
            return torch.empty_like(x)
        """,
    ),
    "a kernel that was not written yet": (
        """
        @torch.library.custom_op("my::op", mutates_args=())
        def op(x):
            return x.clone()

        @op.register_fake
        def _(x):
            raise NotImplementedError
        """,
        """
        @torch.library.custom_op("my::op", mutates_args=())
        def op(x):
            return x.clone()

        @op.register_fake
        def _(x):
            return torch.empty_like(x)
        """,
    ),
}

LEAVES = {
    "it has one": (
        """
        @torch.library.custom_op("my::op", mutates_args=())
        def op(x):
            return x.clone()

        @torch.library.register_fake("my::op")
        def _(x):
            return x.new_empty(x.shape)
        """,
        None,
    ),
    "another operator is meant": (
        """
        @torch.library.custom_op("my::op", mutates_args=())
        def op(x):
            return x.clone()

        @torch.library.custom_op("my::other", mutates_args=())
        def other(x):
            return x.clone()

        @op.register_fake
        def _(x):
            return x.new_empty(x.shape)
        """,
        None,
    ),
    "two returns": (
        """
        @torch.library.custom_op("my::op", mutates_args=())
        def op(x):
            if x.dim() > 1:
                return x.sum(0)
            return x.clone()
        """,
        "it does not return once, at its end",
    ),
    "the result grows": (
        """
        @torch.library.custom_op("my::op", mutates_args=())
        def op(x):
            out = x.new_empty(0)
            torch.add(x, 1, out=out)
            return out
        """,
        "the sizes of `out` cannot be told from its text",
    ),
    "of another file": (
        """
        def forward(x):
            return torch.ops.my.op(x)  # !
        """,
        "my::op is defined elsewhere",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_changes(ask, name):
    before, after = ("import torch\n\n" + dedent(text).lstrip("\n") for text in CHANGES[name])
    (patch,) = ask("fake", before, "RuntimeError", MESSAGE).patches
    assert patch.source == after


@pytest.mark.parametrize("name", LEAVES)
def test_leaves_alone(ask, name):
    before, reason = LEAVES[name]
    found = ask("fake", before, "RuntimeError", MESSAGE)
    assert not found.patches
    assert [left.reason.partition(";")[0] for left in found.left] == ([reason] if reason else [])

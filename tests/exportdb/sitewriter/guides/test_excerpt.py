from __future__ import annotations

from exportdb.sitewriter.guides.excerpt import instead, program

SOURCE = '''"""A title

Why it is so.
"""

import math
import operator

import torch
from torch.export import Dim

tags = {"torch.custom-op"}
expect = {"strict": "export: GB0109"}
SCALE = 2
# Two at least.
_batch = Dim("batch", min=SCALE)


@torch.library.custom_op("a::b", mutates_args=())
def clip(x: torch.Tensor) -> torch.Tensor:
    return helper(x)


@clip.register_fake
def _(x):
    return math.prod(x)


def helper(x):
    return x


def other(x):
    return operator.neg(x)


class Model(torch.nn.Module):
    def forward(self, x):
        return clip(x)


class Instead(torch.nn.Module):
    def forward(self, x):
        return other(helper(x))


model = Model()
rewrites = {"a class": Instead(), "a spec": {"model": Instead(), "dynamic_shapes": {"x": {0: _batch}}}}
example_args = (torch.randn(3),)
dynamic_shapes = {"x": {0: Dim.AUTO}}
more_args = [(torch.ones(3),)]
'''


def test_a_program_comes_with_all_that_it_uses_and_nothing_else() -> None:
    text = program(SOURCE)
    wanted = (
        "import math",
        "def clip",
        "@clip.register_fake\ndef _(x):",
        "def helper",
        "class Model",
        "dynamic_shapes =",
    )
    for part in wanted:
        assert part in text
    for part in (
        "A title",
        "tags",
        "expect",
        "more_args",
        "rewrites",
        "Instead",
        "def other",
        "import operator",
        "SCALE",
    ):
        assert part not in text
    compile(text, "excerpt", "exec")


def test_a_rewrite_is_what_it_replaces_and_what_the_program_lacks() -> None:
    text = instead(SOURCE, "a class")
    assert text.startswith("import operator\n\n\ndef other(x):")
    assert text.endswith("model = Instead()")
    assert "helper(x):" not in text

    text = instead(SOURCE, "a spec")
    assert "# Two at least.\n_batch = Dim(" in text
    assert "SCALE = 2" in text
    assert text.endswith('model = Instead()\ndynamic_shapes = {"x": {0: _batch}}')


def test_an_unknown_label_gives_nothing() -> None:
    assert instead(SOURCE, "no such") == ""

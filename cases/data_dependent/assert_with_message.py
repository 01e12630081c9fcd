"""`assert` with a message, about a number from `.item()`

Strict mode makes a check of any assertion. Non-strict mode finds out by the bytecode that a branch only serves an
assertion, and with a message the bytecode looks different: it is refused as a branch. Leave the message out.
"""

import torch

tags = {"torch.dynamic-value", "torch.item", "torch.check", "python.assert"}
expect = {"nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["data_dependent/assert_on_item"]


class Model(torch.nn.Module):
    def forward(self, x, count):
        n = count.item()
        assert n > 0, "count has to be positive"
        return x.repeat(n)


class NoMessage(torch.nn.Module):
    """Assert without a message, in eager mode too."""

    def forward(self, x, count):
        n = count.item()
        assert n > 0
        return x.repeat(n)


model = Model()
rewrites = {"no message": NoMessage()}
example_args = (torch.randn(3), torch.tensor(4))
more_args = [(torch.ones(3), torch.tensor(1)), (torch.ones(3), torch.tensor(0))]

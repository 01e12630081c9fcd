"""`torch.cond` with a branch that raises an error

Both branches are traced whatever the example says, so the one that raises ends the export. A condition on values that
has to hold is a check, not a branch.
"""

import torch

tags = {"torch.cond", "python.exception", "torch.check"}
expect = {
    "strict": "export: UncapturedHigherOrderOpError",
    "nonstrict": "export: UncapturedHigherOrderOpError",
}
near = ["data_dependent/check_of_bool_item"]


def cond(pred, yes, no, operands):
    """`torch.cond` for export. Eager takes a plain `if`, since `torch.cond` has the same limits there."""
    if torch.compiler.is_compiling():
        return torch.cond(pred, yes, no, operands)
    return yes(*operands) if pred else no(*operands)


class Model(torch.nn.Module):
    def forward(self, x):
        def refuse(x):
            raise RuntimeError("the total has to be positive")

        return cond(x.sum() > 0, lambda x: x / x.sum(), refuse, (x,))


class Checks(torch.nn.Module):
    """Check the tensor in the graph: where it is false the program stops, on a GPU only later."""

    def forward(self, x):
        total = x.sum()
        torch._assert_async(total > 0, "the total has to be positive")
        return x / total


model = Model()
rewrites = {"torch._assert_async": Checks()}
example_args = (torch.ones(3, 4),)
more_args = [(torch.full((3, 4), 2.0),), (-torch.ones(3, 4),)]

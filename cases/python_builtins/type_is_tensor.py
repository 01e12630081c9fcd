"""Ask with `type(x) is torch.Tensor`

Non-strict mode runs the program with stand-ins whose class is a subclass of Tensor. The question for the exact class is
answered with no, and the wrong side is in the graph: no error, another result. Strict mode answers for the real input.
`isinstance` is right in both.
"""

import torch

tags = {"python.builtin", "python.type-test", "python.control-flow"}
expect = {"nonstrict": "run: ValuesDiffer"}
issues = ["pytorch/pytorch#153429"]
near = ["python_builtins/isinstance_of_inputs", "python_builtins/isinstance_int_of_item"]


class Model(torch.nn.Module):
    def forward(self, x):
        if type(x) is torch.Tensor:
            return x.relu()
        return torch.as_tensor(x)


class WithIsinstance(torch.nn.Module):
    """Ask with `isinstance`, which subclasses of Tensor pass as well."""

    def forward(self, x):
        if isinstance(x, torch.Tensor):
            return x.relu()
        return torch.as_tensor(x)


model = Model()
rewrites = {"isinstance": WithIsinstance()}
example_args = (torch.tensor([-1.0, 0.5, 2.0]),)
more_args = [(torch.tensor([-2.0, -3.0, 0.0]),)]

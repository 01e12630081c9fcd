"""`torch.cond` with a predicate of several elements

One choice needs one truth value: a bool or a tensor with one element. Non-strict export says so; strict export gives
a program that raises when it runs. Code that means a choice for each element wants `torch.where`; code that means one
choice reduces the predicate with `.any()` or `.all()`.
"""

import torch

tags = {"torch.cond", "torch.dynamic-value"}
expect = {"strict": "run: RuntimeError", "nonstrict": "export: RuntimeError"}
near = [
    "control_flow/cond_on_tensor",
    "control_flow/cond_predicate_number",
    "control_flow_ops/while_loop_predicate_many_elements",
    "control_flow_ops/cond_under_vmap",
]


class Model(torch.nn.Module):
    def forward(self, x):
        if torch.compiler.is_compiling():  # eager `torch.cond` refuses this predicate as well
            return torch.cond(x > 0, lambda x: x + 1, lambda x: x - 1, (x,))
        return torch.where(x > 0, x + 1, x - 1)


class ElementByElement(torch.nn.Module):
    """Select with `torch.where`, which computes both sides in full."""

    def forward(self, x):
        return torch.where(x > 0, x + 1, x - 1)


model = Model()
rewrites = {"torch.where": ElementByElement()}
example_args = (torch.tensor([1.0, -2.0, 3.0]),)
more_args = [(torch.ones(3),), (-torch.ones(3),)]

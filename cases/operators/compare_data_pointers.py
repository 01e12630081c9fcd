"""Ask by `data_ptr()` whether two inputs share memory

Tensors that stand for the inputs while tracing have no memory, so there is no pointer to compare. Strict mode knows the
answer only where it can prove that both are one tensor, and refuses otherwise; non-strict mode refuses to read it.
Let the caller say what is meant, for instance by passing one tensor only.
"""

import torch

tags = {"python.object-identity", "torch.alias", "python.control-flow"}
expect = {"strict": "export: GB5976", "nonstrict": "export: RuntimeError"}


class Model(torch.nn.Module):
    def forward(self, x, y):
        if x.data_ptr() == y.data_ptr():
            return x * 2
        return x + y


class NoQuestion(torch.nn.Module):
    """Drop the shortcut: the sum is right in both cases, and costs one read more when both are one."""

    def forward(self, x, y):
        return x + y


model = Model()
rewrites = {"no question": NoQuestion()}
example_args = (torch.randn(3), torch.randn(3))
more_args = [(torch.ones(3), torch.zeros(3))]

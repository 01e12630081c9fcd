"""Print the value of a tensor with two decimals

Formatting with `:.2f` asks for a number, and there is none while tracing: non-strict mode runs the f-string, and the
stand-in for the tensor raises. Strict mode never formats the text, because all that becomes of it is printed. Return
the value, and let the caller print it.
"""

import torch

tags = {"python.f-string", "python.side-effect", "torch.dynamic-value"}
expect = {"nonstrict": "export: TypeError"}
near = ["python_statements/print_tensor", "python_statements/attribute_name_from_item"]


class Model(torch.nn.Module):
    def forward(self, x, target):
        loss = (x - target).square().mean()
        print(f"loss {loss:.2f}")
        return loss


class Silent(torch.nn.Module):
    """Return the number and print it outside: `print(f"loss {program(x, target):.2f}")`."""

    def forward(self, x, target):
        return (x - target).square().mean()


model = Model()
rewrites = {"print outside": Silent()}
example_args = (torch.randn(4), torch.randn(4))
more_args = [(torch.zeros(4), torch.ones(4))]

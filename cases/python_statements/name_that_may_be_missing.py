"""Ask by NameError whether a global name exists

`try: get_ipython()` is the usual way to find out whether code runs in a notebook. Strict mode looks a name up while it
traces, and a name that is nowhere ends the trace instead of raising the NameError that the program catches.
"""

import builtins

import torch

tags = {"python.global", "python.exception", "python.graph-break"}
expect = {"strict": "export: GB0354"}
near = ["python_statements/variable_never_assigned"]


class Model(torch.nn.Module):
    def forward(self, x):
        try:
            get_ipython()  # noqa: F821
            print("in a notebook")
        except NameError:
            pass
        return x.relu()


class AsksForAttribute(torch.nn.Module):
    """Ask with `hasattr` where the name would be; better still, ask outside of the model."""

    def forward(self, x):
        if hasattr(builtins, "get_ipython"):
            print("in a notebook")
        return x.relu()


model = Model()
rewrites = {"hasattr": AsksForAttribute()}
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]

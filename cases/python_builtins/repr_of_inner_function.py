"""Print a function that closes over a tensor

Its text has the address of the function in it, so strict mode would need the true function, and that closes over a
tensor without values. Non-strict mode prints its own. Print the name.
"""

import torch

tags = {"python.closure", "python.f-string", "python.graph-break"}
expect = {"strict": "export: GB1584"}


class Model(torch.nn.Module):
    def forward(self, x):
        scale = x.mean()

        def step(values):
            return values * scale

        print(f"running {step!r}")
        return step(x)


class PrintsName(torch.nn.Module):
    """Print the name of the function; two functions of one name look alike then."""

    def forward(self, x):
        scale = x.mean()

        def step(values):
            return values * scale

        print(f"running {step.__name__}")
        return step(x)


model = Model()
rewrites = {"name": PrintsName()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]

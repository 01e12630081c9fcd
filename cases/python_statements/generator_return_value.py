"""Use the value that `yield from` takes from a `return`

A generator may `return` a value, and `yield from` gives it to the caller. Strict mode follows the generator and loses
that value: the expression is None, and the addition below raises. Hand the value over in another way.
"""

import torch

tags = {"python.generator", "python.graph-break"}
expect = {"strict": "export: GB0088"}
issues = ["pytorch/pytorch#185769"]
near = ["python_statements/generator_of_features"]


class Model(torch.nn.Module):
    def halvings(self, x):
        for _ in range(2):
            x = x / 2
            yield x
        return x.abs().amax()

    def features(self, x):
        peak = yield from self.halvings(x)
        yield x / (peak + 1)

    def forward(self, x):
        return torch.stack(list(self.features(x)))


class LastOneYielded(torch.nn.Module):
    """Compute the value from what was yielded."""

    def halvings(self, x):
        for _ in range(2):
            x = x / 2
            yield x

    def features(self, x):
        for half in self.halvings(x):
            yield half
        yield x / (half.abs().amax() + 1)

    def forward(self, x):
        return torch.stack(list(self.features(x)))


model = Model()
rewrites = {"from the last one": LastOneYielded()}
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]

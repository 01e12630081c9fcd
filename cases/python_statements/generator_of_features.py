"""Generators that are made and used up inside `forward`

Both modes run a generator as far as it is asked: methods with `yield`, generator expressions, `send`, and an endless
one that `zip` stops. What was never asked for is not in the graph.
"""

import torch

tags = {"python.generator", "python.closure"}
near = ["python_statements/generator_return_value"]


class Model(torch.nn.Module):
    def powers(self, x):
        power = x
        while True:
            factor = yield power
            power = power * (x if factor is None else factor)

    def forward(self, x):
        series = sum(weight * power for weight, power in zip([1.0, 0.5, 0.25], self.powers(x)))
        powers = self.powers(x)
        next(powers)
        return series + powers.send(3.0)


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]

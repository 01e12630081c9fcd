"""Define a class inside `forward`

Strict mode does not trace the bytecode that builds a class, and stops at the statement, whatever the class does.
Non-strict mode runs it like any Python. Move the class out of the function; `collections.namedtuple` and `type` with
three arguments make a class by a call, and are followed.
"""

import torch

tags = {"python.class", "python.graph-break"}
expect = {"strict": "export: GB8977"}
issues = ["pytorch/pytorch#128942"]
near = ["python_statements/class_made_by_call"]


class Model(torch.nn.Module):
    def forward(self, x):
        class Moments:
            def __init__(self, x):
                self.mean, self.deviation = x.mean(), x.std()

            def normalize(self, x):
                return (x - self.mean) / self.deviation

        return Moments(x).normalize(x)


class OuterMoments:
    def __init__(self, x):
        self.mean, self.deviation = x.mean(), x.std()

    def normalize(self, x):
        return (x - self.mean) / self.deviation


class ClassOutside(torch.nn.Module):
    """Define the class at the top level; what it took from the function around it becomes an argument."""

    def forward(self, x):
        return OuterMoments(x).normalize(x)


model = Model()
rewrites = {"class outside": ClassOutside()}
example_args = (torch.randn(8),)
more_args = [(torch.arange(8.0),)]

"""Enter a context manager object that was made outside `forward`

Strict mode follows `__enter__` and `__exit__` of an object that it saw being made. One that lies in an attribute or a
global variable it cannot enter, whatever the class. Make the object in the `with` statement, and share what it holds.
"""

import torch

tags = {"python.context-manager", "python.class", "python.graph-break"}
expect = {"strict": "export: GB0142"}
near = ["python_statements/context_manager_class", "python_statements/with_torch_device"]


class Scaling:
    def __init__(self, factor):
        self.factor = factor

    def __enter__(self):
        return self.factor

    def __exit__(self, *error):
        return False


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.scaling = Scaling(0.5)

    def forward(self, x):
        with self.scaling as factor:
            return x * factor


class MadeInPlace(torch.nn.Module):
    """Make a fresh object for each `with`; state that has to outlive the block lies elsewhere."""

    def __init__(self):
        super().__init__()
        self.factor = 0.5

    def forward(self, x):
        with Scaling(self.factor) as factor:
            return x * factor


model = Model()
rewrites = {"made in place": MadeInPlace()}
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]

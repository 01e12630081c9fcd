"""Make a profiler in `forward` and keep it in a new object

While tracing, strict mode treats a profiler as a context manager that does nothing, and cannot give a true one out
when the program keeps it. Non-strict mode keeps the true one. Make the profiler around the call of the model.
"""

import torch

tags = {"python.context-manager", "python.side-effect", "python.graph-break"}
expect = {"strict": "export: GB0212"}


class Session:
    def __init__(self):
        self.profiler = torch.profiler.profile()


class Model(torch.nn.Module):
    def forward(self, x):
        self.session = Session()
        return x.relu()


class ProfiledOutside(torch.nn.Module):
    """Leave profiling to the caller."""

    def forward(self, x):
        return x.relu()


model = Model()
rewrites = {"profiled outside": ProfiledOutside()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]

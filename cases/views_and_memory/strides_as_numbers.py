"""Make sliding windows with `as_strided` and the strides of the input

Strides are plain numbers while tracing, so the graph holds those of the example. Later inputs are not checked for
theirs: for every second element of a tensor the windows lie at the wrong places, without a word. Slices find
the strides themselves, and so does `unfold`, which is not core ATen.
"""

import torch

tags = {"torch.memory-layout", "torch.alias", "torch.soundness"}
expect = {"strict": "generalize: ValuesDiffer", "nonstrict": "generalize: ValuesDiffer"}
near = ["views_and_memory/in_place_after_contiguous"]


class Model(torch.nn.Module):
    def forward(self, x):
        step = x.stride(0)
        windows = x.as_strided((x.shape[0] - 1, 2), (step, step))
        return windows.amax(1)


class StacksSlices(torch.nn.Module):
    """Stack the input and its shifted self. It copies, where the windows were a view."""

    def forward(self, x):
        return torch.stack([x[:-1], x[1:]], 1).amax(1)


model = Model()
rewrites = {"slices": StacksSlices()}
example_args = (torch.randn(6),)
more_args = [(torch.arange(6.0),), (torch.arange(12.0)[::2],)]

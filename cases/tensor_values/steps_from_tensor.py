"""`torch.linspace` with a number of steps from a tensor

`linspace` wants a plain int for its number of steps, and no symbol; `.item()` does not help. `arange` takes a symbol,
and scaling it gives the same points.
"""

import torch

tags = {"torch.item", "torch.dynamic-value", "torch.unbacked-size"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["tensor_values/narrow_at_tensor", "tensor_values/shape_from_tensor"]


class Model(torch.nn.Module):
    def forward(self, frames):
        return torch.linspace(0, 1, frames.item()).square()


class Scales(torch.nn.Module):
    """Divide counted places by the last one. For a single step it divides by 1, where `linspace` gives the start."""

    def forward(self, frames):
        places = torch.arange(frames.item(), dtype=torch.float32)
        return (places / (frames - 1).clamp(min=1)).square()


model = Model()
rewrites = {"arange": Scales()}
example_args = (torch.tensor(4),)
more_args = [(torch.tensor(1),), (torch.tensor(9),), (torch.tensor(0),)]

"""Use `.item()` as the end of a slice

`.item()` gives a symbol while tracing. A slice keeps Python's meaning for every value of it: an end past the last
element is clamped, and a negative one counts from the end.
"""

import torch

tags = {"torch.dynamic-value", "torch.unbacked-size", "torch.item"}
near = ["data_dependent/item_as_size", "data_dependent/window_at_item", "export_api/compile_region_with_item"]


class Model(torch.nn.Module):
    def forward(self, x, count):
        return x[: count.item()] + 1


model = Model()
example_args = (torch.randn(6), torch.tensor(4))
more_args = [(torch.ones(6), torch.tensor(end)) for end in (0, 6, 9, -2, -7)]

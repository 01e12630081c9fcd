"""Make a jagged nested tensor from values and offsets

The jagged layout works under `torch.compile`; export takes no such tensor in the graph, in neither mode. Values and
offsets are plain tensors already: compute the padded form from them by index.
"""

import torch

tags = {"torch.nested", "torch.dynamic-value"}
expect = {"strict": "export: RuntimeError", "nonstrict": "export: RuntimeError"}
issues = ["pytorch/pytorch#149605"]
near = ["operators/nested_tensor_of_two"]


class Model(torch.nn.Module):
    def forward(self, values, offsets):
        rows = torch.nested.nested_tensor_from_jagged(values, offsets, max_seqlen=4)
        return rows.to_padded_tensor(0.0)


class ByIndex(torch.nn.Module):
    """Gather into the padded form; operators that work on the ragged form have to be written with a mask."""

    def forward(self, values, offsets):
        place = torch.arange(4)
        real = place < offsets.diff()[:, None]
        source = (offsets[:-1, None] + place).clamp(max=values.shape[0] - 1)
        return values[source] * real[:, :, None]


model = Model()
rewrites = {"by index": ByIndex()}
example_args = (torch.randn(6, 3), torch.tensor([0, 2, 6]))
more_args = [(torch.randn(6, 3), torch.tensor([0, 3, 6])), (torch.randn(6, 3), torch.tensor([0, 4, 6]))]

"""Use one tensor as the example of two inputs

Tracing goes by the identity of the tensors. When one tensor stands for two inputs, every use of them is recorded as a
use of the same one, and the other input of the program is never read. Make an example of its own for each input.
"""

import torch

tags = {"torch.alias", "torch.soundness"}
expect = {"strict": "generalize: ValuesDiffer", "nonstrict": "generalize: ValuesDiffer"}
issues = ["pytorch/pytorch#139805", "pytorch/pytorch#144683"]
near = [
    "inputs_outputs/same_tensor_twice_changed_in_place",
    "inputs_outputs/same_tensor_twice_as_output",
    "inputs_outputs/views_of_one_tensor_later",
]


class Model(torch.nn.Module):
    def forward(self, query, key):
        return query - 2 * key


_x = torch.randn(3)
model = Model()
rewrites = {"two tensors": {"example_args": (torch.randn(3), torch.randn(3))}}
example_args = (_x, _x)
more_args = [(torch.ones(3), torch.zeros(3))]

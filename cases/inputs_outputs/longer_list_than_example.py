"""Hand in a list with one tensor more than the example

The loop over the list was unrolled for the two tensors of the example, and the structure of the inputs belongs to the
program: a longer list is refused. Stack the tensors: then their number is a size, which a spec can make dynamic.
"""

import torch

tags = {"python.data-structure", "torch.pytree", "torch.static-shape"}
near = [
    "inputs_outputs/tuple_where_example_had_list",
    "inputs_outputs/fewer_star_args",
    "inputs_outputs/many_inputs",
]


class Model(torch.nn.Module):
    def forward(self, features):
        total = features[0]
        for feature in features[1:]:
            total = torch.maximum(total, feature)
        return total


model = Model()
example_args = ([torch.randn(3), torch.randn(3)],)
more_args = [([torch.ones(3), torch.zeros(3)],), ([torch.ones(3), torch.zeros(3), torch.ones(3)],)]

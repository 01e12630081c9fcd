"""Change an input in place that is handed in twice

In the exported program both names mean one tensor and the result is right. A functional program knows its inputs only
one by one, and `run_decompositions()` ends in an assertion about its own work. With two tensors as example the program
decomposes, and what comes out is right only for inputs that do not share memory either.
"""

import torch

tags = {"torch.alias", "torch.mutation", "torch.decomposition"}
expect = {"strict": "decompose: AssertionError", "nonstrict": "decompose: AssertionError"}
no_rewrite = "What was functionalized cannot know that two inputs are one tensor: hand it in once."
near = ["inputs_outputs/same_tensor_twice_as_example", "inputs_outputs/views_of_one_tensor_later"]


class Model(torch.nn.Module):
    def forward(self, state, update):
        state.mul_(0.5)
        return state + update


_x, _y = torch.randn(3), torch.ones(3)
model = Model()
example_args = (_x, _x)
more_args = [(_y, _y)]

"""Hand in a tensor of another dtype than the example

The exported program does not check the dtypes of its inputs. Where the graph holds no dtype of its own, every operator
does for the new dtype what eager mode does.
"""

import torch

tags = {"torch.dtype"}
near = ["inputs_outputs/largest_number_of_dtype"]


class Model(torch.nn.Module):
    def forward(self, x):
        return (x - x.amin()) * 2


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.arange(3.0, dtype=torch.float64),), (torch.arange(3),)]

"""Convert to the dtype of another input

The dtype is that of the example and is a constant of the graph. Dtypes of inputs are not checked as such, but
conversions are: where what is converted has another dtype than in the example, the program refuses the input.
"""

import torch

tags = {"torch.dtype"}
near = ["inputs_outputs/dtype_as_input"]


class Model(torch.nn.Module):
    def forward(self, x, like):
        return (x * 2).to(like.dtype) + like


model = Model()
example_args = (torch.randn(3), torch.zeros(3, dtype=torch.float64))
more_args = [
    (torch.ones(3), torch.ones(3, dtype=torch.float64)),
    (torch.ones(3, dtype=torch.float16), torch.ones(3, dtype=torch.float64)),
]

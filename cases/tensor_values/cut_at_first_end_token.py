"""Cut a sequence at its first end token

`nonzero` gives as many places as there are, and the first of them as a tensor can end a slice. A sequence without the
token is an error when the program runs, as in eager mode.
"""

import torch

tags = {"torch.dynamic-value", "torch.unbacked-size", "torch.item"}
near = ["tensor_values/zero_up_to_tensor"]


class Model(torch.nn.Module):
    def forward(self, tokens):
        end = (tokens == 2).nonzero()[0, 0]
        return tokens[:end] + 1


model = Model()
example_args = (torch.tensor([5, 7, 2, 1, 2]),)
more_args = [(torch.tensor([2, 5, 7, 2, 1]),), (torch.tensor([5, 7, 1, 1, 2]),), (torch.tensor([5, 5, 5, 5, 5]),)]

"""Write into the tensors of a list of the caller

The tensors are inputs of the program, and an input that is changed in place is changed for the caller as well, wherever
in a container it lies. After `run_decompositions()` the new values are outputs that the signature ties to the inputs.
"""

import torch

tags = {"torch.mutation", "python.data-structure", "torch.kv-cache", "torch.static-shape"}
near = ["inputs_outputs/cache_replaced_in_list"]


class Model(torch.nn.Module):
    def forward(self, x, position, keys):
        for key in keys:
            key[position] = x
            x = x + key.mean(0)
        return x


model = Model()
example_args = (torch.randn(1, 3), torch.tensor([2]), [torch.randn(4, 3), torch.randn(4, 3)])
more_args = [(torch.ones(1, 3), torch.tensor([0]), [torch.zeros(4, 3), torch.ones(4, 3)])]

"""Put longer tensors into a list of the caller

`keys[layer] = torch.cat(...)` sets an item of a list. Tensors are in the graph and lists are not: the exported program
computes with the longer tensors, and the caller's list holds the old ones. Writing into the tensors of a list works.
"""

import torch

tags = {"python.side-effect", "python.data-structure", "torch.kv-cache", "torch.soundness"}
expect = {"strict": "run: InputMutationDiffers", "nonstrict": "run: InputMutationDiffers"}
no_rewrite = "no graph can change a list of its caller: return the new list, and keep what comes back"
near = ["inputs_outputs/cache_object_not_returned", "inputs_outputs/cache_written_in_list"]


class Model(torch.nn.Module):
    def forward(self, x, keys):
        for layer in range(len(keys)):
            keys[layer] = torch.cat([keys[layer], x])
            x = x + keys[layer].mean(0)
        return x


model = Model()
example_args = (torch.randn(1, 3), [torch.randn(4, 3), torch.randn(4, 3)])
more_args = [(torch.ones(1, 3), [torch.zeros(4, 3), torch.ones(4, 3)])]

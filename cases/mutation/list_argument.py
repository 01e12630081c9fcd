"""Append to a list that was passed in

A graph takes the tensors of a list and returns tensors; the list itself is Python's. The exported program returns the
right sum and leaves the caller's list as it was, without a word.
"""

import torch

tags = {"python.side-effect", "python.data-structure"}
expect = {"strict": "run: InputMutationDiffers", "nonstrict": "run: InputMutationDiffers"}
no_rewrite = "no graph can change a list of its caller; return the new tensor and append it there"
near = ["basics/nested_inputs_and_outputs", "mutation/input_in_place"]


class Model(torch.nn.Module):
    def forward(self, parts):
        parts.append(parts[0] * 2)
        return torch.stack(parts).sum(0)


model = Model()
example_args = ([torch.randn(3), torch.randn(3)],)
more_args = [([torch.ones(3), torch.zeros(3)],)]

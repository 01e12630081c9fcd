"""Hand in a text that chooses a branch

A text is taken as it is and decides the branch while tracing. The exported program has a guard on it: another text is
refused, and nothing is answered by the wrong branch. Export once for each text.
"""

import torch

tags = {"python.constant-input", "python.control-flow", "torch.guard"}
near = ["inputs_outputs/enum_member_as_input", "inputs_outputs/string_enum_as_input"]


class Model(torch.nn.Module):
    def forward(self, x, pooling):
        return x.mean(0) if pooling == "mean" else x[-1]


model = Model()
example_args = (torch.randn(2, 3), "mean")
more_args = [(torch.ones(2, 3), "mean"), (torch.ones(2, 3), "last")]

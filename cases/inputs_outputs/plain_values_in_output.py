"""Return numbers, None and empty containers beside a tensor

Values that are known while tracing are written into the output as they are, and each call returns them. All of this is
saved and loaded, too; only texts are not.
"""

import torch

tags = {"python.data-structure", "torch.serialization"}
near = ["inputs_outputs/text_in_output"]


class Model(torch.nn.Module):
    def forward(self, x):
        return {"value": x.mean(-1), "temperature": 0.7, "layers": 2, "sampled": False, "loss": None, "states": ()}


model = Model()
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]

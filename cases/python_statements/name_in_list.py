"""Ask with `in` for texts, sizes, dtypes and keys

All of these are Python values while tracing, so the question is answered there, also for a dict with tensors as its
values.
"""

import torch

tags = {"python.control-flow", "python.data-structure", "torch.static-shape"}
near = ["python_statements/tensor_in_list"]


class Model(torch.nn.Module):
    def __init__(self, outputs):
        super().__init__()
        self.outputs = outputs

    def forward(self, x):
        hidden = {"tanh": x.tanh(), "sine": x.sin()}
        if x.dtype in (torch.float32, torch.float64) and 3 in x.shape:
            hidden["wide"] = x * 3
        return [hidden[name] for name in self.outputs if name in hidden]


model = Model(["wide", "tanh", "other"])
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]

"""`str` and `repr` of shapes, dtypes and devices

These are known while tracing, and so is their text: it can choose a branch or a dict entry. A dynamic size would be
fixed by it, or refused.
"""

import torch

tags = {"python.builtin", "python.f-string", "torch.static-shape", "torch.dtype"}
near = ["python_builtins/repr_of_tensor", "python_builtins/text_of_dynamic_size"]


class Model(torch.nn.Module):
    def forward(self, x):
        label = f"{x.dtype} on {x.device} as {list(x.shape)}"
        factors = {"torch.float32": 2.0, "torch.float64": 3.0}
        if label.startswith("torch.float") and repr(x.shape) == "torch.Size([2, 3])":
            return x * factors[str(x.dtype)] + len(", ".join(str(size) for size in x.shape))
        return x


model = Model()
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]

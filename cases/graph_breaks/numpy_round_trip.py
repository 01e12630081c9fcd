"""Compute a part with NumPy

Strict mode knows NumPy and records each call as the tensor operator that does the same. Non-strict mode calls
`.numpy()` on a stand-in that has no data, and is refused.
"""

import torch

tags = {"python.numpy", "torch.tensor-data"}
expect = {"nonstrict": "export: RuntimeError"}
requires = {"numpy"}
near = ["data_dependent/float_of_tensor"]


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.from_numpy(x.numpy().clip(-1, 1) + 1)


class WithTorch(torch.nn.Module):
    """Use the torch functions of the same name; they also keep the device and the gradient."""

    def forward(self, x):
        return x.clip(-1, 1) + 1


model = Model()
rewrites = {"torch functions": WithTorch()}
example_args = (torch.randn(3, 3),)
more_args = [(torch.full((3, 3), 9.0),)]

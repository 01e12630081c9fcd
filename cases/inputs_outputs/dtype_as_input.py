"""Hand in a dtype or a device

Inputs are tensors and plain values, and a `torch.dtype` or a `torch.device` is neither. Non-strict mode says so; strict
mode traces the program and fails when it writes down the signature.
"""

import torch

tags = {"torch.dtype", "torch.device", "python.constant-input"}
expect = {"strict": "export: AssertionError", "nonstrict": "export: ValueError"}
no_rewrite = "a dtype is no input of a program: give it to the constructor, or hand in a tensor that has it"
near = ["inputs_outputs/dtype_as_output", "inputs_outputs/dtype_of_other_input"]


class Model(torch.nn.Module):
    def forward(self, x, dtype):
        return (x * 2).to(dtype)


model = Model()
example_args = (torch.randn(3), torch.float64)

"""Hand in a function

A function is no tensor and no plain value, so it cannot be an input, be it of torch or one's own. Both modes refuse it
and name the types that can. What a program computes with is part of the program.
"""

import torch

tags = {"python.constant-input", "torch.pytree"}
expect = {"strict": "export: UserError", "nonstrict": "export: ValueError"}
near = ["custom_ops/object_as_input"]
no_rewrite = "a function is no input of a program: give it to the constructor of the module"


class Model(torch.nn.Module):
    def forward(self, x, activation):
        return activation(x) * 2


model = Model()
example_args = (torch.randn(3), torch.relu)

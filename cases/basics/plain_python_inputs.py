"""Inputs that are an int, a bool or None

A value that is no tensor is baked into the program: tracing sees `repeat == 2` and unrolls the loop twice. The
exported program takes the same value again and refuses any other. Pass a tensor for what has to vary.
"""

import torch

tags = {"python.constant-input", "python.control-flow"}
near = ["dynamic_shapes/none_for_plain_inputs", "dynamic_shapes/integer_input_dynamic", "basics/keyword_inputs"]


class Model(torch.nn.Module):
    def forward(self, x, repeat, negate, bias):
        for _ in range(repeat):
            x = x * 2
        if negate:
            x = -x
        return x if bias is None else x + bias


model = Model()
example_args = (torch.randn(3), 2, True, None)
more_args = [(torch.ones(3), 2, True, None), (torch.ones(3), 3, True, None), (torch.ones(3), 2, False, None)]

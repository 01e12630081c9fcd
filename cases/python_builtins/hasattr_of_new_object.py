"""Ask an object that forward made for an attribute

Tracing made the object itself and knows what was set on it, so the answer is a constant.
"""

import torch

tags = {"python.builtin", "python.attribute", "python.class"}
near = ["python_builtins/hasattr_of_dict", "standard_library/simple_namespace"]


class Settings:
    def __init__(self, scale):
        self.scale = scale


class Model(torch.nn.Module):
    def forward(self, x):
        settings = Settings(2.0)
        shift = settings.shift if hasattr(settings, "shift") else 1.0
        return x * settings.scale + shift


model = Model()
example_args = (torch.randn(3, 4),)
more_args = [(torch.ones(3, 4),)]

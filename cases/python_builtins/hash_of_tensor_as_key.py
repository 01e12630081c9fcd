"""Use a tensor as a key in a dict

A tensor is hashed by its identity, and both modes find the entry of the very tensor that was put in. The answer is
decided while tracing. It is the object that counts: an equal tensor is another key.
"""

import torch

tags = {"python.data-structure", "python.object-identity"}
near = ["python_builtins/set_of_tensors"]


class Model(torch.nn.Module):
    def forward(self, x):
        hidden = x.tanh()
        scales = {x: 2.0, hidden: 3.0}
        return x * scales[x] + hidden * scales[hidden] + scales.get(x + 0, 5.0)


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]

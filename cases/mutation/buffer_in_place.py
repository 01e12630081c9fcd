"""Change a buffer in place

A buffer is state of the exported program: each call starts where the last one ended. After `run_decompositions()` the
new value is an output of the graph, which the signature ties to the buffer.
"""

import torch

tags = {"torch.mutation", "torch.buffer"}
near = ["mutation/buffer_reassigned", "mutation/input_in_place", "running/batch_norm_in_training"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("calls", torch.zeros(()))

    def forward(self, x):
        self.calls.add_(1)
        return x * self.calls


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]

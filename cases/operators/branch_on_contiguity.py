"""Choose by whether the input is contiguous

Tracing answers `is_contiguous()` for the example, and the graph holds that side only; nothing checks the strides of a
later input. Here a transposed input meets a `view` that it does not allow, and with other code it could be a silent
wrong answer. `reshape` would choose at run time, but `run_decompositions()` makes a `view` of it, by the strides of the
example. Copy the input into contiguous memory.
"""

import torch

tags = {"torch.memory-layout", "python.control-flow"}
expect = {"strict": "generalize: InputRefused", "nonstrict": "generalize: InputRefused"}
near = ["operators/channels_last_input"]


class Model(torch.nn.Module):
    def forward(self, x):
        if x.is_contiguous():
            return x.view(-1) + 1
        return x.flatten() + 1


class Copies(torch.nn.Module):
    """Copy first, so that any strides will do; `contiguous()` would leave no trace in the graph."""

    def forward(self, x):
        return x.clone(memory_format=torch.contiguous_format).view(-1) + 1


model = Model()
rewrites = {"copy": Copies()}
example_args = (torch.randn(2, 3),)
more_args = [(torch.randn(3, 2).t(),)]

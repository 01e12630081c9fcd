"""Choose by whether the input is contiguous

Tracing answers `is_contiguous()` for the example, and the graph holds that side only; nothing checks the strides of a
later input. Here a transposed input meets a `view` that it does not allow, and with other code it could be a silent
wrong answer. `reshape` chooses at run time.
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


class Reshape(torch.nn.Module):
    """Leave the choice between a view and a copy to `reshape`; whether it copies cannot be seen from the code."""

    def forward(self, x):
        return x.reshape(-1) + 1


model = Model()
rewrites = {"reshape": Reshape()}
example_args = (torch.randn(2, 3),)
more_args = [(torch.randn(3, 2).t(),)]

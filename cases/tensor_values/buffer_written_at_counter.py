"""Write into a buffer at a counter that is a buffer

`history[count] = x` reads the position as a Python number, in eager mode as well. Neither mode has it while tracing.
`index_copy_` takes the position as a tensor.
"""

import torch

tags = {"torch.buffer", "torch.mutation", "torch.item", "torch.dynamic-value"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["tensor_values/zero_up_to_tensor"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("history", torch.zeros(4, 3))
        self.register_buffer("count", torch.tensor(0))

    def forward(self, x):
        self.history[self.count] = x
        self.count.add_(1).remainder_(4)
        return self.history.sum(0)


class IndexCopy(Model):
    """Hand the position over as a tensor of one element, and the row as a batch of one."""

    def forward(self, x):
        self.history.index_copy_(0, self.count.unsqueeze(0), x.unsqueeze(0))
        self.count.add_(1).remainder_(4)
        return self.history.sum(0)


model = Model()
rewrites = {"index_copy_": IndexCopy()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]

"""`assert` about a number from `.item()`

An assertion about a symbol becomes a check in the graph, in both modes, where `if` and `raise` are refused. At run time
it raises RuntimeError rather than AssertionError.
"""

import torch

tags = {"torch.dynamic-value", "torch.item", "torch.check", "python.assert"}
near = ["data_dependent/check_of_bool_item", "data_dependent/assert_with_message", "data_dependent/validated_item"]


class Model(torch.nn.Module):
    def forward(self, x, count):
        n = count.item()
        assert n > 0
        return x.repeat(n)


model = Model()
example_args = (torch.randn(3), torch.tensor(4))
more_args = [(torch.ones(3), torch.tensor(1)), (torch.ones(3), torch.tensor(0))]

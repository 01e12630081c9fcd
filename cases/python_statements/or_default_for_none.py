"""`or` and `and` with values that are known while tracing

None, lists, sizes and strings have a truth value while tracing, so `or` picks one side, and the graph holds that.
"""

import torch

tags = {"python.control-flow", "python.constant-input"}
near = ["python_statements/or_default_for_tensor", "python_statements/none_input_given_later"]


class Model(torch.nn.Module):
    def forward(self, x, names, rate=None):
        label = (names and names[-1]) or "none"
        return x * (rate or 0.5) + len(label)


model = Model()
example_args = (torch.randn(3), [], None)
more_args = [(torch.ones(3), [], None)]

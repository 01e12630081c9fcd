"""Hand over a value where the example had None

Which side of `is None` is taken belongs to the program and is decided by the example. The exported program has no input
there and does not look at what is passed: the value is ignored without a word.
"""

import torch

# lint: allow near-duplicate because the example is the point: here it is None, there it is a tensor
tags = {"python.constant-input", "python.control-flow", "torch.guard"}
expect = {"strict": "generalize: ValuesDiffer", "nonstrict": "generalize: ValuesDiffer"}
no_rewrite = "one program has one side: export a second one with the value, or pass a neutral tensor instead of None"
near = ["python_statements/or_default_for_none"]


class Model(torch.nn.Module):
    def forward(self, x, rate):
        if rate is None:
            return x
        return x * rate


model = Model()
example_args = (torch.randn(3), None)
more_args = [(torch.ones(3), None), (torch.ones(3), 2.0)]

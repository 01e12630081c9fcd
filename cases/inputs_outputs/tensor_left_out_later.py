"""Hand in None where the example had a tensor

The branch that uses the tensor was traced, so the program needs it. None is no tensor of the right shape, and the
refusal is an AttributeError about None that does not name the input.
"""

import torch

tags = {"python.constant-input", "python.control-flow", "torch.guard"}
expect = {"strict": "generalize: UnclearRefusal", "nonstrict": "generalize: UnclearRefusal"}
no_rewrite = "one program has one side: export a second one with None, or hand in a mask that changes nothing"


class Model(torch.nn.Module):
    def forward(self, x, mask):
        if mask is None:
            return x
        return x * mask


model = Model()
example_args = (torch.randn(3), torch.ones(3))
more_args = [(torch.ones(3), torch.zeros(3)), (torch.ones(3), None)]

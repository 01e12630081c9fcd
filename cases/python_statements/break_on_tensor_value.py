"""Leave a loop with `break` when a tensor says so

`if error < tolerance: break` branches on a tensor. When the loop has a fixed number of rounds, run them all and let a
mask decide which of them still count.
"""

import torch

tags = {"python.control-flow", "torch.dynamic-value", "python.graph-break"}
expect = {"strict": "export: GB0170", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["python_statements/break_on_counter"]


class Model(torch.nn.Module):
    def forward(self, x):
        root = x
        for _ in range(6):
            if (root * root - x).abs().amax() < 1e-3:
                break
            root = (root + x / root) / 2
        return root


class MasksRounds(torch.nn.Module):
    """Compute every round and keep the old value once it is good; no round is saved any more."""

    def forward(self, x):
        root = x
        for _ in range(6):
            done = (root * root - x).abs().amax() < 1e-3
            root = torch.where(done, root, (root + x / root) / 2)
        return root


model = Model()
rewrites = {"mask": MasksRounds()}
example_args = (torch.rand(4) + 1,)
more_args = [(torch.ones(4),), (torch.full((4,), 900.0),)]

"""`pad_sequence` with a selection in the list

The longest sequence sets the size of the result, which is a question about symbols. Strict mode asks it at once. In
non-strict mode `pad_sequence` goes into the graph as one operator, and the question comes up when it is decomposed.
"""

import torch

tags = {"torch.dynamic-value", "torch.unbacked-size", "torch.decomposition"}
expect = {
    "strict": "export: UserError",
    "nonstrict": "decompose: GuardOnDataDependentSymNode",
}
near = ["data_dependent/padded_selection"]


class Model(torch.nn.Module):
    def forward(self, x, keep):
        return torch.nn.utils.rnn.pad_sequence([x[keep], x], batch_first=True)


class PadsToKnown(torch.nn.Module):
    """Say which one is the longest by padding to it."""

    def forward(self, x, keep):
        chosen = x[keep]
        return torch.stack([torch.nn.functional.pad(chosen, (0, 0, 0, 5 - chosen.shape[0])), x])


model = Model()
rewrites = {"pad to the known size": PadsToKnown()}
example_args = (torch.randn(5, 4), torch.tensor([True, False, True, True, False]))
more_args = [(torch.ones(5, 4), torch.ones(5, dtype=torch.bool)), (torch.ones(5, 4), torch.zeros(5, dtype=torch.bool))]

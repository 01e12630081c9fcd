"""A loss by `AdaptiveLogSoftmaxWithLoss`

The layer sorts the targets into clusters and skips clusters that are empty, a branch on a size that depends on the
data. Its `log_prob` computes all clusters for all rows and has no such branch; picking the target afterwards gives the
same.
"""

import torch

tags = {"torch.dynamic-value", "torch.unbacked-size", "python.control-flow"}
expect = {"strict": "export: UserError", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["models/mixture_of_experts"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.softmax = torch.nn.AdaptiveLogSoftmaxWithLoss(3, 10, [2, 5])

    def forward(self, x, targets):
        return self.softmax(x, targets).output


class AllClusters(torch.nn.Module):
    """Compute the whole distribution and pick; the saving that the layer is for is gone."""

    def __init__(self, softmax):
        super().__init__()
        self.softmax = softmax

    def forward(self, x, targets):
        return self.softmax.log_prob(x).gather(1, targets[:, None])[:, 0]


model = Model()
rewrites = {"all clusters": AllClusters(model.softmax)}
example_args = (torch.randn(4, 3), torch.tensor([1, 3, 7, 0]))
more_args = [(torch.randn(4, 3), torch.tensor([0, 0, 1, 1])), (torch.randn(4, 3), torch.tensor([9, 8, 7, 6]))]

"""An embedding that renormalizes its rows

With `max_norm` the lookup first shrinks, in place, the rows of the table that it is going to read. Both modes record
that as a write to a parameter. `run_decompositions()` runs the program again under autograd, which forbids it.
Renormalize what was looked up instead of the table.
"""

import torch
from torch.nn import functional as F

tags = {"torch.embedding", "torch.mutation", "torch.training"}
expect = {
    "strict": "decompose: RuntimeError, shapes: OverRestrictiveDecomposed",
    "nonstrict": "decompose: RuntimeError, shapes: OverRestrictiveDecomposed",
}
near = ["operators/embedding_bag_with_offsets"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.table = torch.nn.Embedding(5, 3, max_norm=1.0)

    def forward(self, tokens):
        return self.table(tokens)


class AfterLookup(torch.nn.Module):
    """Shrink the rows after the lookup; the table itself keeps its long rows."""

    def __init__(self, table):
        super().__init__()
        self.table = table

    def forward(self, tokens):
        rows = F.embedding(tokens, self.table.weight)
        norms = rows.square().sum(-1, keepdim=True).sqrt()
        return torch.where(norms > 1, rows / (norms + 1e-7), rows)


model = Model()
rewrites = {"after the lookup": AfterLookup(model.table)}
example_args = (torch.tensor([1, 2, 1]),)
more_args = [(torch.tensor([4, 0, 3]),)]

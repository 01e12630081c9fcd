"""Search with beams in a Python list that is sorted by score

A beam search that keeps `(tokens, score)` pairs sorts a Python list by numbers from tensors, and the order is not known
while tracing. `topk` orders them in the graph, and the beams are rows of a tensor.
"""

import torch

tags = {"python.data-structure", "python.builtin", "torch.item", "torch.dynamic-value"}
expect = {"strict": "export: GB0207", "nonstrict": "export: GuardOnDataDependentSymNode"}


class Model(torch.nn.Module):
    def forward(self, scores):
        beams = [(torch.tensor([], dtype=torch.int64), torch.tensor(0.0))]
        for row in scores:
            longer = [
                (torch.cat([tokens, torch.tensor([token])]), total + row[token])
                for tokens, total in beams
                for token in range(3)
            ]
            beams = sorted(longer, key=lambda beam: beam[1].item(), reverse=True)[:2]
        return beams[0]


class RowsOfTensor(torch.nn.Module):
    """Keep tokens and totals as tensors, with a row for each beam. Which of two equal scores wins is up to `topk`."""

    def forward(self, scores):
        tokens, totals = torch.zeros(1, 0, dtype=torch.int64), torch.zeros(1)
        for row in scores:
            totals, best = (totals.unsqueeze(1) + row).flatten().topk(2)
            tokens = torch.cat([tokens[best // 3], (best % 3).unsqueeze(1)], dim=1)
        return tokens[0], totals[0]


model = Model()
rewrites = {"topk": RowsOfTensor()}
example_args = (torch.randn(3, 3),)
draws = {"scores": {"keep": True}}
more_args = [(torch.arange(9.0).reshape(3, 3),), (-torch.arange(9.0).reshape(3, 3).square(),)]

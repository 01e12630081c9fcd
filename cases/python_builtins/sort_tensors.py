"""Sort a list of tensors with `sorted`

`sorted` compares two elements at a time, and each comparison is a branch on values. `torch.sort` on the stacked tensors
is one operator.
"""

import torch

tags = {"python.builtin", "torch.dynamic-value", "python.graph-break"}
expect = {"strict": "export: GB0207", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["python_builtins/sort_by_size"]


class Model(torch.nn.Module):
    def forward(self, scores):
        ranked = sorted(scores, reverse=True)
        return ranked[0] - ranked[1]


class WithTopk(torch.nn.Module):
    """Stack the scores and let `topk` sort as many of them as are used."""

    def forward(self, scores):
        best = torch.stack(scores).topk(2).values
        return best[0] - best[1]


model = Model()
rewrites = {"topk": WithTopk()}
example_args = ([torch.tensor(0.2), torch.tensor(0.9), torch.tensor(0.4)],)
more_args = [([torch.tensor(3.0), torch.tensor(3.0), torch.tensor(1.0)],)]

"""A size that is the largest index plus one

Graph batches say by an index to which graph each row belongs, and the number of graphs is the largest index plus one.
Strict mode takes `int()` of a tensor for `.item()`; in non-strict mode Python calls it, and needs a number now. With
`.item()` both modes export; `amax` is core ATen where `max` over everything is not.
"""

import torch

tags = {"torch.dynamic-value", "torch.item", "torch.unbacked-size", "python.builtin"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["operators/count_labels", "operators/repeat_rows_by_count"]


class Model(torch.nn.Module):
    def forward(self, x, graph):
        graphs = int(graph.max()) + 1
        return x.new_zeros(graphs).scatter_add(0, graph, x)


class Item(torch.nn.Module):
    """Read the number by `.item()` and state that it is a size."""

    def forward(self, x, graph):
        graphs = graph.amax().item() + 1
        torch._check(graphs >= 0)
        return x.new_zeros(graphs).scatter_add(0, graph, x)


model = Model()
rewrites = {"item": Item()}
example_args = (torch.randn(5), torch.tensor([0, 1, 1, 3, 0]))
more_args = [(torch.randn(5), torch.tensor([0, 1, 1, 1, 0])), (torch.randn(5), torch.tensor([0, 0, 0, 0, 0]))]

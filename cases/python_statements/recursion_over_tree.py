"""A recursive function over nested containers

The nesting is part of the signature and known while tracing, so the recursion ends by itself and is unrolled. Both
modes take it, with inner functions that call themselves as well.
"""

import torch

tags = {"python.call", "python.data-structure", "python.control-flow"}
near = ["python_statements/recursion_until_small"]


class Model(torch.nn.Module):
    def total(self, tree, depth=1):
        if isinstance(tree, torch.Tensor):
            return tree.sum() / depth
        children = tree.values() if isinstance(tree, dict) else tree
        return sum(self.total(child, depth + 1) for child in children)

    def forward(self, tree):
        return self.total(tree)


model = Model()
example_args = ({"left": torch.randn(2), "right": [torch.randn(3), (torch.randn(1),)]},)
more_args = [({"left": torch.ones(2), "right": [torch.ones(3), (torch.ones(1),)]},)]

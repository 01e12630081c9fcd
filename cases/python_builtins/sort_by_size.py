"""Sort tensors by their sizes, and dict entries by their names

The keys are static sizes and texts, known while tracing, so the order is decided there and is fixed in the graph.
"""

import torch

tags = {"python.builtin", "torch.static-shape", "python.data-structure"}
near = ["python_builtins/sort_tensors", "python_builtins/max_with_key"]


class Model(torch.nn.Module):
    def forward(self, features):
        by_name = [features[name] for name in sorted(features)]
        by_size = sorted(features.values(), key=lambda feature: feature.shape[0], reverse=True)
        return torch.cat(by_name), torch.cat(by_size)


model = Model()
example_args = ({"b": torch.randn(2), "a": torch.randn(3)},)
more_args = [({"b": torch.ones(2), "a": torch.zeros(3)},)]

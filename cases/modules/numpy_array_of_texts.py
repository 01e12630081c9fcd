"""Keep labels in a NumPy array of texts

Strict mode turns each array that the program touches into a tensor, and there is no tensor of texts. Non-strict mode
leaves the array as it is. Keep labels in a list.
"""

import numpy
import torch

tags = {"python.numpy", "python.data-structure", "python.graph-break"}
expect = {"strict": "export: GB0185"}
requires = {"numpy"}


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.labels = numpy.array(["cat", "dog"])

    def forward(self, scores):
        return {str(label): score for label, score in zip(self.labels, scores.unbind(-1))}


class ListOfLabels(torch.nn.Module):
    """Keep a list of str; the functions of NumPy on texts are not at hand."""

    def __init__(self):
        super().__init__()
        self.labels = ["cat", "dog"]

    def forward(self, scores):
        return dict(zip(self.labels, scores.unbind(-1)))


model = Model()
rewrites = {"list": ListOfLabels()}
example_args = (torch.randn(3, 2),)
more_args = [(torch.ones(3, 2),)]

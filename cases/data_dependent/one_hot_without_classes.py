"""`one_hot` without the number of classes

Without `num_classes` the largest label decides how wide the result is. Say the number, which a model knows in any case.
"""

import torch

tags = {"torch.dynamic-value", "torch.unbacked-size", "python.graph-break"}
expect = {"strict": "export: GB0246", "nonstrict": "export: GuardOnDataDependentSymNode"}


class Model(torch.nn.Module):
    def forward(self, labels):
        return torch.nn.functional.one_hot(labels).sum(0)


class SaysClasses(torch.nn.Module):
    """Say `num_classes`; a label beyond it is an error at run time."""

    def forward(self, labels):
        return torch.nn.functional.one_hot(labels, num_classes=4).sum(0)


model = Model()
rewrites = {"num_classes": SaysClasses()}
example_args = (torch.tensor([0, 3, 1, 3]),)
# Other labels than these have another number of classes, which is what the rewrite settles.
draws = {"labels": {"keep": True}}
more_args = [(torch.tensor([3, 3, 3, 3]),), (torch.tensor([0, 1, 2, 3]),)]

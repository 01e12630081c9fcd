"""Go by the order of the entries of a dict

A dict is handed in by its keys. The exported program puts the entries of a later dict into the order of the example
without a word, so a program that goes by their order answers for the wrong entry. An OrderedDict is refused instead.
"""

import torch

tags = {"python.data-structure", "torch.pytree", "torch.soundness"}
expect = {"strict": "generalize: ValuesDiffer", "nonstrict": "generalize: ValuesDiffer"}
no_rewrite = "a program knows the entries of a dict by their keys: where the order counts, hand in a list"
near = ["inputs_outputs/ordered_dict_input"]


class Model(torch.nn.Module):
    def forward(self, streams):
        first, *others = streams.values()
        return first - sum(others)


model = Model()
example_args = ({"left": torch.randn(3), "right": torch.randn(3)},)
more_args = [({"right": torch.ones(3), "left": torch.zeros(3)},)]

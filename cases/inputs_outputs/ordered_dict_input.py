"""Hand in an OrderedDict

The order of the keys belongs to the structure of an OrderedDict, so a later one with another order is refused. A plain
dict would be put into the order of the example without a word.
"""

import collections

import torch

tags = {"python.data-structure", "torch.pytree"}
expect = {"strict": "generalize: InputRefused", "nonstrict": "generalize: InputRefused"}
no_rewrite = "the order belongs to the structure: hand in the entries in the order of the example"
near = ["inputs_outputs/order_of_dict_entries", "inputs_outputs/tuple_where_example_had_list"]


class Model(torch.nn.Module):
    def forward(self, streams):
        first, *others = streams.values()
        return collections.OrderedDict(difference=first - sum(others), names=len(streams))


model = Model()
example_args = (collections.OrderedDict(left=torch.randn(3), right=torch.randn(3)),)
more_args = [
    (collections.OrderedDict(left=torch.zeros(3), right=torch.ones(3)),),
    (collections.OrderedDict(right=torch.ones(3), left=torch.zeros(3)),),
]

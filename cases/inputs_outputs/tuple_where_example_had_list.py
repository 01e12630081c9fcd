"""Hand in a tuple where the example had a list

Lists and tuples are different structures to a program, though eager mode does not care. The exported program refuses
the tuple, with both structures in the message. Make the example of what the callers have.
"""

import torch

tags = {"python.data-structure", "torch.pytree"}
expect = {"strict": "generalize: InputRefused", "nonstrict": "generalize: InputRefused"}
no_rewrite = "the kind of container belongs to the program: hand in what the example had"
near = ["inputs_outputs/longer_list_than_example", "inputs_outputs/ordered_dict_input"]


class Model(torch.nn.Module):
    def forward(self, pair):
        query, key = pair
        return (query * key).sum() * key


model = Model()
example_args = ([torch.randn(3), torch.randn(3)],)
more_args = [([torch.ones(3), torch.ones(3)],), ((torch.ones(3), torch.ones(3)),)]

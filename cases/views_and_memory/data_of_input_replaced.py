"""Assign to the `.data` of an input

Strict mode records the assignment, and the program runs; a functional form of it and a name in the file format do not
exist. Non-strict mode loses the assignment without a word. Copying into the input is an in-place change like any other.
"""

import torch

tags = {"torch.tensor-data", "torch.mutation", "torch.soundness", "torch.serialization"}
expect = {"strict": "decompose: AssertionError, serialize: SerializeError", "nonstrict": "run: ValuesDiffer"}
near = ["views_and_memory/data_replaced", "views_and_memory/storage_of_other_tensor"]


class Model(torch.nn.Module):
    def forward(self, state):
        state.data = state * 2
        return state + 1


class Copies(torch.nn.Module):
    """Copy the new value in; the caller's tensor keeps its memory, so views of it see the change as well."""

    def forward(self, state):
        state.copy_(state * 2)
        return state + 1


model = Model()
rewrites = {"copy_": Copies()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]

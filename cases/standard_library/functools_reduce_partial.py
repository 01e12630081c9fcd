"""Functions made by `functools.partial`, `reduce` and `operator`

Both modes follow `partial` with positional and keyword arguments, also one that lies in an attribute, `reduce` over
tensors or functions, and the getters and callers of `operator`.
"""

import functools
import operator

import torch

tags = {"python.call", "python.closure"}
near = [
    "standard_library/cmp_to_key_sort",
    "standard_library/operator_setitem",
    "standard_library/singledispatch_function",
]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = functools.partial(torch.nn.functional.layer_norm, normalized_shape=(3,))

    def forward(self, x):
        steps = [self.norm, torch.sin, operator.methodcaller("clamp", min=0.0), operator.itemgetter(slice(1, None))]
        x = functools.reduce(lambda value, step: step(value), steps, x)
        scale = functools.partial(torch.add, alpha=2)
        return functools.reduce(operator.mul, [x, scale(x, x), operator.attrgetter("mT")(x).mT])


model = Model()
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]

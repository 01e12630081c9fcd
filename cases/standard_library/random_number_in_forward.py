"""Draw a number with `random.random()` inside `forward`

A graph has no access to Python's generator. Strict mode refuses. Non-strict mode draws once, while tracing, and the
exported program uses that number for ever. `random.uniform` fails in strict mode as well, with an assertion of torch's
own.
"""

import random

import torch

tags = {"python.random", "python.graph-break"}
expect = {"strict": "export: GB0007", "nonstrict": "run: ValuesDiffer"}
no_rewrite = (
    "a graph draws numbers with torch alone; torch.rand draws others, and a number as an input is up to the caller"
)
near = ["standard_library/seeded_permutation", "standard_library/random_number_of_torch"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x * (0.9 + 0.2 * random.random())


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]

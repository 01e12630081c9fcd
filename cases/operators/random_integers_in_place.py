"""Draw integers with `random_`

Strict mode refuses the method by name. Non-strict mode traces it and then writes Python for the graph in which the
argument called `from`, a keyword of the language, is a syntax error. `torch.randint` says the same and exports in both
modes, though it is not core ATen.
"""

import torch

tags = {"python.random", "torch.mutation"}
expect = {"strict": "export: GB0107", "nonstrict": "export: SyntaxError"}
no_rewrite = "torch.randint exports and draws the same integers, but no integer draw is core ATen"
near = ["operators/noise_in_place"]


class Model(torch.nn.Module):
    def forward(self, x):
        return x + torch.empty_like(x).random_(0, 4)


model = Model()
example_args = (torch.zeros(3),)
more_args = [(torch.ones(3),)]

"""Change an input in place that needs a gradient

Under `torch.no_grad` eager mode allows it, and so does the exported program. After `run_decompositions()` the new value
is copied into the input at the end, where autograd refuses. Export with an example that needs no gradient, if the
program is to be run and not trained.
"""

import torch

tags = {"torch.mutation", "torch.autograd", "torch.decomposition"}
expect = {
    "strict": "decompose: RuntimeError, shapes: OverRestrictiveDecomposed",
    "nonstrict": "decompose: RuntimeError, shapes: OverRestrictiveDecomposed",
}
near = ["views_and_memory/parameter_scaled_without_gradient", "views_and_memory/gradient_asked_of_input"]


class Model(torch.nn.Module):
    def forward(self, latent):
        with torch.no_grad():
            latent.clamp_(-1, 1)
        return latent * 2


model = Model()
rewrites = {"example without gradient": {"example_args": (torch.randn(3),)}}
example_args = (torch.randn(3, requires_grad=True),)
more_args = [(torch.full((3,), 4.0),)]

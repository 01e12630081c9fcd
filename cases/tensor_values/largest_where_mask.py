"""Take the largest of the masked values, or zero when there is none

The maximum of an empty selection is an error, so the code asks first whether there is any. Filling the rest with `-inf`
gives a maximum for every mask, and one `where` covers the empty one.
"""

import torch

tags = {"python.control-flow", "torch.dynamic-value", "python.graph-break"}
expect = {"strict": "export: GB0170", "nonstrict": "export: GuardOnDataDependentSymNode"}
near = ["tensor_values/mean_over_count_of_true"]


class Model(torch.nn.Module):
    def forward(self, scores, real):
        if real.any():
            return scores[real].amax()
        return torch.zeros(())


class FillsRest(torch.nn.Module):
    """Keep all places, so no size depends on the mask; the comparison goes over the masked places as well."""

    def forward(self, scores, real):
        largest = scores.masked_fill(~real, -torch.inf).amax()
        return torch.where(real.any(), largest, 0.0)


model = Model()
rewrites = {"fill the rest": FillsRest()}
example_args = (torch.randn(4), torch.tensor([True, False, True, False]))
more_args = [(torch.arange(4.0), torch.zeros(4, dtype=torch.bool)), (-torch.ones(4), torch.ones(4, dtype=torch.bool))]

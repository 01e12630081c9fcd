"""A CTC loss with lengths in tensors

The operator's buffers depend on the longest target, a number in a tensor, and it has no rule for fake tensors. Both
modes refuse. Wrapped into a custom operator with a fake kernel it is one call in the graph; the result of the loss is a
single number whatever the lengths.
"""

import torch
from torch.nn import functional as F

tags = {"torch.dynamic-value", "torch.custom-op", "torch.training"}
expect = {"strict": "export: GB0037", "nonstrict": "export: DynamicOutputShapeException"}
near = ["models/ctc_greedy_decoder"]


class Model(torch.nn.Module):
    def forward(self, logits, targets, input_lengths, target_lengths):
        return F.ctc_loss(logits.log_softmax(-1), targets, input_lengths, target_lengths)


@torch.library.custom_op("exportdb_ctc::loss", mutates_args=())
def ctc(
    log_probs: torch.Tensor, targets: torch.Tensor, input_lengths: torch.Tensor, target_lengths: torch.Tensor
) -> torch.Tensor:
    return F.ctc_loss(log_probs, targets, input_lengths, target_lengths)


@ctc.register_fake
def _(log_probs, targets, input_lengths, target_lengths):
    return log_probs.new_empty(())


class Wrapped(torch.nn.Module):
    """Call the loss through a custom operator; training needs a backward registered for it as well."""

    def forward(self, logits, targets, input_lengths, target_lengths):
        return ctc(logits.log_softmax(-1), targets, input_lengths, target_lengths)


model = Model()
rewrites = {"custom operator": Wrapped()}
example_args = (torch.randn(6, 2, 4), torch.tensor([[1, 2], [3, 1]]), torch.tensor([6, 5]), torch.tensor([2, 1]))
more_args = [(torch.randn(6, 2, 4), torch.tensor([[2, 2], [1, 3]]), torch.tensor([6, 6]), torch.tensor([1, 2]))]

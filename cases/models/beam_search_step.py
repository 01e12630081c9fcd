"""A step of beam search over a flattened vocabulary

The best continuations are found by `topk` over beams and tokens together; quotient and remainder of the index give beam
and token. All of it works on tensors, so nothing depends on values while tracing.
"""

import torch

tags = {"torch.dynamic-shape", "torch.dim-named"}
near = ["models/speculative_acceptance"]


class Model(torch.nn.Module):
    def forward(self, logits, scores, history):
        vocabulary = logits.shape[-1]
        total = scores[:, None] + logits.log_softmax(-1)
        best, index = total.flatten().topk(scores.shape[0])
        beam, token = index // vocabulary, index % vocabulary
        return best, torch.cat((history[beam], token[:, None]), dim=1)


model = Model()
example_args = (torch.randn(3, 7), torch.zeros(3), torch.zeros(3, 4, dtype=torch.int64))
dynamic_shapes = {"logits": None, "scores": None, "history": {1: torch.export.Dim("length")}}
more_args = [(torch.randn(3, 7), torch.randn(3), torch.ones(3, 9, dtype=torch.int64))]

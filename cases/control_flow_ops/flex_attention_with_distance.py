"""`flex_attention` with a function that changes the scores

Both modes put the function into the graph as a part of its own, on a CPU too, and the program runs. It cannot be saved:
the operator takes a tuple of ints, tensors, Nones and a graph, for which the file format has no word. Strict mode does
not trace it again, and the list of the mask's blocks is sorted by an operator outside core ATen. Where any of this is
needed, hand the bias to `scaled_dot_product_attention`.
"""

import torch
from torch.nn.attention.flex_attention import flex_attention

tags = {"torch.attention", "torch.serialization", "torch.retrace"}
expect = {
    "strict": "decompose: NonCoreATen, serialize: SerializeError, retrace: ValueError",
    "nonstrict": "decompose: NonCoreATen, serialize: SerializeError",
}


def _nearer(score, batch, head, i, j):
    return score - 0.5 * (i - j).abs()


class Model(torch.nn.Module):
    def forward(self, query, key, value):
        return flex_attention(query, key, value, score_mod=_nearer)


class WithBias(torch.nn.Module):
    """Compute the bias as a tensor, which takes memory for every pair of positions."""

    def forward(self, query, key, value):
        i, j = torch.arange(query.shape[2]), torch.arange(key.shape[2])
        bias = -0.5 * (i[:, None] - j).abs()
        return torch.nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=bias)


model = Model()
rewrites = {"bias": WithBias()}
example_args = tuple(torch.randn(3, 1, 2, 8, 4))
more_args = [tuple(torch.ones(3, 1, 2, 8, 4))]

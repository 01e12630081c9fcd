"""Return the named tuple that `topk` gives

`topk`, `max`, `sort` and others return named tuples of torch's own, such as `torch.return_types.topk`. Both modes
export a program that returns one, and it runs. Saving it fails, since these types have no name in the file format.
Return `values` and `indices` in a plain tuple when the caller can live with that.
"""

import torch

tags = {"python.data-structure", "torch.serialization"}
expect = {"strict": "serialize: NotImplementedError", "nonstrict": "serialize: NotImplementedError"}
no_rewrite = "a plain tuple can be saved, but is another structure than the one that eager mode returns"
near = ["operators/topk_by_tensor"]


class Model(torch.nn.Module):
    def forward(self, scores):
        return scores.topk(2)


model = Model()
example_args = (torch.tensor([3.0, 1.0, 2.0]),)
more_args = [(torch.tensor([1.0, 2.0, 3.0]),)]

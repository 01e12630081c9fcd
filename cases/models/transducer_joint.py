"""The joint network of a transducer over two dynamic lengths

Encoder and predictor states are added for every pair of a frame and a label, by broadcasting over two new dimensions.
Both lengths stay dynamic and independent.
"""

import torch

tags = {"torch.dynamic-shape", "torch.dim-named", "torch.alias"}
near = ["models/ctc_greedy_decoder"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.frames = torch.nn.Linear(3, 4)
        self.labels = torch.nn.Linear(2, 4)
        self.out = torch.nn.Linear(4, 5)

    def forward(self, frames, labels):
        hidden = self.frames(frames)[:, :, None] + self.labels(labels)[:, None]
        return self.out(hidden.tanh()).log_softmax(-1)


_batch = torch.export.Dim("batch")
model = Model()
example_args = (torch.randn(2, 6, 3), torch.randn(2, 4, 2))
dynamic_shapes = {
    "frames": {0: _batch, 1: torch.export.Dim("frames")},
    "labels": {0: _batch, 1: torch.export.Dim("labels")},
}
more_args = [(torch.randn(3, 9, 3), torch.randn(3, 2, 2)), (torch.randn(1, 2, 3), torch.randn(1, 1, 2))]

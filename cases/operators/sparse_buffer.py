"""A buffer that is a sparse matrix

Both modes export the program and it runs. Saving it fails, since the file format writes the bytes behind each tensor
and a sparse tensor has no such single memory; and the sparse product is not core ATen. Keep indices and values as two
buffers.
"""

import torch

tags = {"torch.sparse", "torch.buffer", "torch.serialization", "torch.decomposition"}
expect = {
    "strict": "decompose: NonCoreATen, serialize: NotImplementedError",
    "nonstrict": "decompose: NonCoreATen, serialize: NotImplementedError",
}
near = ["operators/sparse_from_indices"]

ADJACENCY = torch.tensor([[0.0, 2.0, 0.0], [1.0, 0.0, 0.0], [0.0, 3.0, 1.0]])


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("adjacency", ADJACENCY.to_sparse())

    def forward(self, x):
        return torch.sparse.mm(self.adjacency, x)


class TwoBuffers(torch.nn.Module):
    """Hold copies of indices and values (views of a sparse tensor cannot be traced) and add up by index."""

    def __init__(self):
        super().__init__()
        sparse = ADJACENCY.to_sparse()
        self.register_buffer("indices", sparse.indices().clone())
        self.register_buffer("values", sparse.values().clone())

    def forward(self, x):
        row, column = self.indices
        return x.new_zeros(3, x.shape[1]).index_add(0, row, self.values[:, None] * x[column])


model = Model()
rewrites = {"two buffers": TwoBuffers()}
example_args = (torch.randn(3, 2),)
more_args = [(torch.ones(3, 2),)]

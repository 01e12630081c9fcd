"""Multiply by a sparse matrix that is made in `forward`

Strict mode does not trace the constructor of sparse tensors. Non-strict mode does, and the program runs, but sparse
operators are not core ATen. The product needs no sparse tensor: gather the rows, weight them and add them up by index.
"""

import torch

tags = {"torch.sparse", "torch.decomposition"}
expect = {"strict": "export: GB0007", "nonstrict": "decompose: NonCoreATen"}
near = ["models/graph_layer", "operators/sparse_buffer"]


class Model(torch.nn.Module):
    def forward(self, indices, values, x):
        matrix = torch.sparse_coo_tensor(indices, values, (4, 4))
        return torch.sparse.mm(matrix, x)


class IndexAdd(torch.nn.Module):
    """Gather and add by index; the products of all entries are held in memory at once."""

    def forward(self, indices, values, x):
        row, column = indices
        return x.new_zeros(4, x.shape[1]).index_add(0, row, values[:, None] * x[column])


model = Model()
rewrites = {"index_add": IndexAdd()}
example_args = (torch.tensor([[0, 1, 3], [1, 2, 2]]), torch.randn(3), torch.randn(4, 2))
more_args = [(torch.tensor([[2, 2, 2], [0, 1, 3]]), torch.ones(3), torch.ones(4, 2))]

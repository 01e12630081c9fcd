"""Make a compressed sparse matrix of its parts

`torch.sparse_csr_tensor` is refused by strict mode, which has no stand-in for a sparse tensor that is made while
tracing. Non-strict mode stops at a check of the devices of the parts. Write the values into a dense matrix.
"""

import torch

tags = {"torch.sparse", "python.graph-break"}
expect = {"strict": "export: GB0374", "nonstrict": "export: RuntimeError"}


class Model(torch.nn.Module):
    def forward(self, values, x):
        row_ends, columns = torch.tensor([0, 1, 2, 3]), torch.tensor([2, 0, 1])
        return torch.sparse_csr_tensor(row_ends, columns, values, (3, 3)) @ x


class Dense(torch.nn.Module):
    """Keep the places as buffers and multiply densely; that takes memory for the zeros."""

    def __init__(self):
        super().__init__()
        self.register_buffer("rows", torch.tensor([0, 1, 2]))
        self.register_buffer("columns", torch.tensor([2, 0, 1]))

    def forward(self, values, x):
        matrix = x.new_zeros(3, 3).index_put((self.rows, self.columns), values)
        return matrix @ x


model = Model()
rewrites = {"dense": Dense()}
example_args = (torch.randn(3), torch.randn(3, 2))
more_args = [(torch.ones(3), torch.ones(3, 2))]

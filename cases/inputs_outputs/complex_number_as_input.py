"""Hand in a complex number

Of Python's numbers int, float and bool can be inputs, complex can not. Strict mode traces the program and fails when it
writes down the signature. A tensor with the number in it is an input like any other, and may differ from call to call.
"""

import torch

tags = {"python.constant-input", "torch.dtype"}
expect = {"strict": "export: AssertionError", "nonstrict": "export: ValueError"}
near = ["inputs_outputs/numpy_number_as_input", "operators/times_imaginary_unit"]


class Model(torch.nn.Module):
    def forward(self, x, phase):
        return x * phase


_x = torch.randn(3, dtype=torch.complex64)
model = Model()
rewrites = {"tensor": {"example_args": (_x, torch.tensor(1j))}}
example_args = (_x, 1j)
more_args = [(_x, torch.tensor(1 + 1j))]

"""`print` a tensor inside `forward`

Both modes accept it, and neither keeps it: the text appears while the program is traced, with a stand-in that has a
shape and no values, and the exported program prints nothing. To look at values, return them as one more output.
"""

import torch

tags = {"python.builtin", "python.side-effect"}
near = ["python_statements/print_formatted_value"]


class Model(torch.nn.Module):
    def forward(self, x):
        hidden = x.tanh()
        print("hidden:", hidden)
        print(f"{hidden.shape=}", {"mean": hidden.mean()})
        return hidden * 2


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
